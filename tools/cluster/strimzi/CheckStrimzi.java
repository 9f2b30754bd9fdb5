import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.io.File;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads resources of Strimzi as its operator does, and names every member that the operator would not look at. */
public class CheckStrimzi {
  private static final Map<String, Class<?>> KINDS = Map.of("Kafka", Kafka.class, "KafkaNodePool", KafkaNodePool.class);

  public static void main(String[] files) throws Exception {
    YAMLFactory yaml = new YAMLFactory();
    ObjectMapper mapper = new ObjectMapper(yaml);
    List<String> faults = new ArrayList<>();
    int read = 0;
    for (String file : files) {
      MappingIterator<ObjectNode> documents = mapper.readerFor(ObjectNode.class).readValues(yaml.createParser(new File(file)));
      while (documents.hasNext()) {
        ObjectNode document = documents.next();
        String kind = document.path("kind").asText();
        if (!KINDS.containsKey(kind)) faults.add("no class is known for " + kind);
        else look(kind, mapper.treeToValue(document, KINDS.get(kind)), faults);
        read++;
      }
    }
    faults.forEach(System.out::println);
    System.out.println(read + " read");
    System.exit(faults.isEmpty() && read > 0 ? 0 : 1);
  }

  private static void look(String path, Object value, List<String> faults) throws Exception {
    if (value instanceof Iterable<?> items) for (Object item : items) look(path, item, faults);
    if (value == null || !value.getClass().getName().startsWith("io.strimzi") || value instanceof Enum) return;
    for (Method method : value.getClass().getMethods()) {
      if (!method.getName().startsWith("get") || method.getParameterCount() > 0) continue;
      Object member = method.invoke(value);
      if (!method.getName().equals("getAdditionalProperties")) look(path + "." + method.getName().substring(3), member, faults);
      else if (member instanceof Map<?, ?> unknown && !unknown.isEmpty()) faults.add(path + " does not know " + unknown.keySet());
    }
  }
}
