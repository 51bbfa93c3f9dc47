// What stands in the panel, from top to bottom. One line a section; its body is a file of its own.
//
// {name, title, Body, show?, count?, bare?}: `title` is a word of words.*.js. Body, show and count are given
// {ticket, customer, fields}. `bare` has no head and does not fold. A section with data of its own reads them with
// useOwn() of own.js, from /console/tickets/N/<name>.json or /console/customers/N/<name>.json.

import { html } from "../dom.js";
import { BotSaid } from "./bot.js";
import { Clocks } from "./clocks.js";
import { Articles } from "./articles.js";
import { Customer } from "./customer.js";
import { Earlier } from "./earlier.js";
import { Escalations } from "./escalation.js";
import { Links } from "./links.js";
import { Promises } from "./promises.js";
import { SamePerson } from "./same_person.js";
import { Satisfaction } from "./satisfaction.js";
import { TicketFields } from "./ticket_fields.js";
import { TicketProperties } from "./ticket_properties.js";
import { Why } from "./why.js";
import { WorthSection } from "./value.js";

export const SECTIONS = [
  { name: "customer", bare: true, Body: ({ customer, ticket }) => html`<${Customer} customer=${customer} ticket=${ticket.id} />` },
  { name: "same", bare: true, Body: SamePerson, show: ({ customer }) => Boolean(customer) },
  { name: "clocks", title: "section.clocks", Body: Clocks },
  { name: "escalation", title: "section.escalation", Body: Escalations },
  { name: "ticket", title: "section.ticket", Body: TicketProperties },
  { name: "why", title: "section.why", Body: Why },
  { name: "articles", title: "section.articles", Body: Articles },
  { name: "bot", bare: true, Body: BotSaid },
  { name: "value", title: "section.value", Body: WorthSection, show: ({ customer }) => Boolean(customer) },
  { name: "promises", title: "section.promises", Body: Promises },
  { name: "satisfaction", title: "section.satisfaction", Body: Satisfaction },
  { name: "fields", title: "section.fields", Body: TicketFields, show: ({ fields }) => fields.length > 0 },
  { name: "links", title: "section.links", Body: Links },
  { name: "earlier", title: "section.earlier", Body: Earlier, count: ({ customer }) => Math.max(0, (customer?.ticket_count || 0) - 1) },
];
