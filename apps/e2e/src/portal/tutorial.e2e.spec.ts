import { expect, it } from '@jest/globals';
import { clipboardOf, describeInBrowser, expectNoBarriers, focusOf, languageOf, newPage } from '../harness/browser.ts';
import { newAdministrator, signIn, usePortal } from '../harness/portal.ts';

const portal = usePortal('portal-tutorial');

const token = (id: string, key: string): Promise<Response> =>
  fetch(`${portal.platform.origin}/retail/v1/getToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicationId: id, applicationKey: key }),
  });

describeInBrowser('the tutorial', () => {
  it('leads from STORES to a point of sale whose Application ID and Key open, word for word', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await newPage(portal.browser);
    await signIn(page, portal.platform.origin, who);

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Stores' }).click();
    await page.getByRole('link', { name: who.store.name }).click();
    await page.getByRole('tab', { name: 'Points of sale' }).click();
    // an empty store says what comes next
    await page.getByText('Each gets an Application ID and a Key of its own').waitFor();
    await page.getByRole('link', { name: 'Add point of sale' }).click();
    await page.getByRole('heading', { name: 'New point of sale' }).waitFor();
    await page.getByLabel('Name').fill('Till 1');
    await page.getByLabel('Reference').fill('TILL-1');
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('button', { name: 'View Key' }).click();
    await page.getByRole('button', { name: 'Copy Key' }).click();
    const key = await clipboardOf(page);
    expect(await page.getByLabel('Key', { exact: true }).inputValue()).toBe(key);
    expect(key).toMatch(/^ppk_/);
    await page.getByRole('button', { name: 'Copy Application ID' }).click();
    const id = await clipboardOf(page);
    expect(await page.getByLabel('Application ID', { exact: true }).inputValue()).toBe(id);
    await expectNoBarriers(page);

    const answer = await token(id, key);
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', sale_id: 'TILL-1', store_id: who.store.storeId });

    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Till 1' }).waitFor();
    await page
      .getByText('from 127.0.0.1')
      .waitFor({ timeout: 10_000 })
      .catch(async () => page.reload());
    await page.getByText('from 127.0.0.1').waitFor();
    expect(page.complaints).toEqual([]);
  }, 120_000);

  it('refuses a reference that is taken, at its field, and keeps what was typed', async () => {
    const who = await newAdministrator(portal.platform);
    const operator = portal.platform.operator();
    await operator.createPos(who.store.storeId, 'TILL-1');
    await operator.call('PATCH', `organisations/${who.organisation.organisationId}`, { showKeysOnce: true });
    const page = await newPage(portal.browser);
    await signIn(page, portal.platform.origin, who);
    await page.getByRole('link', { name: who.store.name }).click();
    await page.getByRole('link', { name: 'Add point of sale' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    expect((await page.getByRole('alert').innerText()).split(/\n+/)).toEqual(['Name: Required', 'Reference: Required']);
    await page.getByLabel('Name').fill('Another');
    await page.getByLabel('Reference').fill('TILL-1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Reference: Another one has it already').waitFor();
    expect(await focusOf(page)).toMatchObject({ role: 'alert' });
    expect(await page.getByLabel('Name').inputValue()).toBe('Another');

    // Its Key is shown once: leaving it asks.
    await page.getByLabel('Reference').fill('TILL-2');
    const read = page.waitForResponse(/points-of-sale\/[\w-]+$/);
    await page.getByRole('button', { name: 'Save' }).click();
    await read;
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.getByText('It got a token: not yet').waitFor();
    await page.getByRole('link', { name: 'Done' }).click();
    expect(asked).toEqual(['The Key is not shown again. Leave all the same?']);
    await page.getByRole('button', { name: 'View Key' }).click();
    expect(page.complaints).toEqual([]);
  }, 120_000);

  it('works with the keyboard alone, on a tablet and in French', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await newPage(portal.browser, { locale: 'fr-FR', viewport: { width: 834, height: 1_112 } });
    const type = (text: string): Promise<void> => page.keyboard.type(text);
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    /** Goes on with Tab until what has the focus is called so. */
    const tabTo = async (name: string): Promise<void> => {
      for (let n = 0; n < 40; n++) {
        if ((await focusOf(page)).name.includes(name)) return;
        await press('Tab');
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await page.goto(`${portal.platform.origin}/`);
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
    await type(who.organisation.domain);
    await press('Tab');
    await type(who.email);
    await press('Tab');
    await type(who.password);
    await press('Tab');
    expect((await focusOf(page)).name).toBe('Afficher le mot de passe');
    await press('Shift+Tab');
    await press('Enter');
    await page.getByRole('heading', { name: 'Magasins' }).waitFor();
    await tabTo(who.store.name);
    await press('Enter');
    // While it is not known whether there are any, the button stands elsewhere.
    await page.getByText('Un point de vente est le logiciel d’une caisse').waitFor();
    await tabTo('Ajouter un point de vente');
    await press('Enter');
    await page.getByRole('heading', { name: 'Nouveau point de vente' }).waitFor();
    await type('Caisse 1');
    await press('Tab');
    await type('CAISSE-1');
    await press('Enter');
    await page.getByText('Caisse 1 est enregistré').waitFor();
    await tabTo('Voir : Clé');
    await press('Enter');
    expect(await page.getByLabel('Clé', { exact: true }).inputValue()).toMatch(/^ppk_/);
    expect(await languageOf(page)).toBe('fr');
    await expectNoBarriers(page);
    expect(page.complaints).toEqual([]);
  }, 120_000);
});
