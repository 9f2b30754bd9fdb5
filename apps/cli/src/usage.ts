export const USAGE = `ppaas: an open platform for in-store payments

  ./ppaas demo                     everything in one: start, one sale from token to logout, stop
  ./ppaas up [--detach]            start the sandbox: stores, services, portal, simulated terminals
             [--observe]           with a Prometheus beside it
             [--native]            services as processes, also where Docker is
  ./ppaas down [--wipe]            stop it (and forget its data)
  ./ppaas status                   what runs, where, and since when
  ./ppaas logs [service] [-f]      the logs of a service or of all
  ./ppaas devices [--pos NAME]     list the devices of a point of sale's store
  ./ppaas sale AMOUNT CURRENCY [--device D] [--method M] [--pos NAME]
  ./ppaas tenant move ORGANISATION --cell NAME  let another cell serve an organisation
  ./ppaas replay TOPIC [--dry-run] send the dead letters of a topic back to it
  ./ppaas audit verify [--database URL] [--heads FILE]
                                        hold the audit trails against their hashes, and against where they ended before
  ./ppaas test [--only unit|int|e2e|fault] [PATH …]
  ./ppaas test --cluster           the Kubernetes manifests at a real API server with simulated nodes
  ./ppaas prepare|doors|seed --folder F  parts of the sandbox, for docker-compose.yml
  ./ppaas door                     the mutual-TLS door of a cluster, as its environment says
  ./ppaas bench sale|nexo|token|neighbour|reconnect  the benchmarks
  ./ppaas stores [--fsync]         throw-away stores for a developer's own test runs
  ./ppaas doctor                   what is installed, what is missing, and what mends it

Postgres, Redis and Kafka come from PPAAS_POSTGRES_URL, PPAAS_REDIS_URL and PPAAS_KAFKA_BROKERS; else from a Docker
engine that answers, where “up” starts all of docker-compose.yml; else they run as native programs. Everything that is
written lies under .ppaas/.
`;
