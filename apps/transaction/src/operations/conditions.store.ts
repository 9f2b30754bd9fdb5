/** How far somebody reaches: null = not narrowed. */
export interface Reach {
  readonly organisationId: string | null;
  readonly merchantId: string | null;
  readonly storeIds: readonly string[] | null;
}

/** Conditions of a statement with their values, in the order they were said. */
export class Conditions {
  readonly #texts: string[] = [];
  #values: unknown[];

  /** @param values that the statement has besides, from $1 on */
  constructor(values: readonly unknown[] = []) {
    this.#values = [...values];
  }

  /** @param text with `?` for each value */
  add(text: string, ...values: readonly unknown[]): this {
    const left = [...values];
    this.#texts.push(
      text.replaceAll('?', () => {
        this.#values.push(left.shift());
        return `$${this.#values.length}`;
      }),
    );
    return this;
  }

  get text(): string {
    return this.#texts.length === 0 ? 'true' : this.#texts.join(' and ');
  }

  get values(): readonly unknown[] {
    return this.#values;
  }

  /** The values of conditions that were begun with these: one statement has one list. */
  take(others: Conditions): void {
    this.#values = [...others.values];
  }
}

/** The scope of a caller, over a row `x` with `tenant_id` and `store_id`. Every statement of `/operations/v1` has it. */
export function within(conditions: Conditions, reach: Reach): Conditions {
  const { organisationId, merchantId, storeIds } = reach;
  if (organisationId !== null) conditions.add('x.tenant_id = ?', organisationId);
  if (merchantId !== null) conditions.add(OF_MERCHANT, merchantId);
  if (storeIds !== null) conditions.add('x.store_id = any(?::uuid[])', storeIds);
  return conditions;
}

const OF_MERCHANT = 'x.store_id = any(array(select s.store_id from store s where s.merchant_id = ?))';

/** What a caller asks for of it. */
export function narrowed(
  conditions: Conditions,
  asked: {
    readonly organisationId?: string | undefined;
    readonly merchantId?: string | undefined;
    readonly storeId?: string | undefined;
  },
): Conditions {
  if (asked.organisationId !== undefined) conditions.add('x.tenant_id = ?', asked.organisationId);
  if (asked.merchantId !== undefined) conditions.add(OF_MERCHANT, asked.merchantId);
  if (asked.storeId !== undefined) conditions.add('x.store_id = ?', asked.storeId);
  return conditions;
}
