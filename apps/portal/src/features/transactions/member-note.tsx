import { useLingui } from '@lingui/react/macro';
import { Code, Text } from '@mantine/core';
import { use } from 'react';
import { codeOf, facetsOf } from './annex.ts';
import { meaningsIn } from './meaning-texts.ts';
import { MEANINGS } from './meanings.ts';
import type { Line } from './message-lines.ts';

/** What the standard calls a member, what may stand in it and how often, and what it means. */
export function MemberNote({ line: { path, name, value, member } }: { readonly line: Line }) {
  const { i18n } = useLingui();
  const meanings = use(meaningsIn(i18n.locale));
  const meaning = MEANINGS[name.replace(/ \d+$/, '')];
  const said = meaning === undefined ? '' : meanings._(meaning);
  if (member === undefined) {
    return (
      <Text size="sm" mih={44}>
        <Code>{path}</Code> {said}
      </Text>
    );
  }
  const { xml, type, min, max } = member;
  const both = value === undefined ? undefined : codeOf(type, value);
  const facts = [`${xml} · ${min}..${max} · ${type}`, facetsOf(type), both && `${both.name} = ${both.code}`];
  return (
    <Text size="sm" mih={44}>
      <Code>{name}</Code> {said}
      <Text span size="xs" c="dimmed" display="block">
        {facts.filter((fact) => fact !== undefined).join(' · ')}
      </Text>
    </Text>
  );
}
