import type { AccountAnswer } from '../../contract/accounts.ts'
import { accountCheckBody } from '../account-check/page.ts'
import { html } from '../page.ts'
import { folderOf, placeOf, renderSite, tick } from './layout.ts'
import { type SiteLocale, siteLocales } from './locale.ts'
import type { SiteData } from './site-data.ts'

export type AskedAccount = { readonly question: string; readonly answer: AccountAnswer }

/** Cek Akun Resmi in the site: one field, one answer; below it every confirmed account, so that files alone serve too. */
export function accountPage(data: SiteData, locale: SiteLocale, asked?: AskedAccount): string {
  const place = placeOf(data, `${folderOf(locale)}cek-akun/`, locale)
  const { say, here } = place
  const query = asked ? `?q=${encodeURIComponent(asked.question)}` : ''
  const names = new Map(data.accounts.map((account) => [account.network, account.networkName]))
  const listed = data.accounts.filter((account) => account.state === 'official' || account.state === 'in_trouble')
  return renderSite({
    place,
    title: say.check.title,
    description: say.check.lead,
    at: 'accounts',
    isHidden: asked !== undefined,
    alternates: siteLocales.map((other) => [other, `${folderOf(other)}cek-akun/${query}`] as const),
    body: html`<div class="in narrow">
      ${accountCheckBody(say.check, asked?.question ?? '', asked?.answer, (code) => names.get(code) ?? code, { form: here('cek-akun/'), api: (question) => `${data.apiUrl}/api/v1/account-check?q=${encodeURIComponent(question)}` })}
      ${
        asked
          ? null
          : html`<h2 id="daftar">${say.accounts.listTitle}</h2><p>${say.accounts.listLead}</p>
        ${
          listed.length === 0
            ? html`<p>${say.accounts.none}</p>`
            : html`<section class="scroll" tabindex="0" aria-labelledby="daftar"><table><thead><tr><th scope="col">${say.accounts.mission}</th><th scope="col">${say.accounts.network}</th><th scope="col">${say.accounts.account}</th><th scope="col">${say.accounts.state}</th></tr></thead><tbody>${listed.map(
                (account) =>
                  html`<tr><th scope="row"><a href=${here(`perwakilan/${account.missionId}/`)}>${account.missionName}</a></th><td>${account.networkName}</td><td dir="ltr">${account.state === 'official' ? html`<a href=${account.url} rel="noopener noreferrer">${account.handle}</a>` : account.handle}</td><td>${account.state === 'official' ? html`<span class="ok">${tick()} ${say.accounts.official}</span>` : html`<span class="bad">! ${say.accounts.trouble}</span>`}</td></tr>`,
              )}</tbody></table></section>`
        }`
      }</div>`,
  })
}
