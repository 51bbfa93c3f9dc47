// What somebody is called who has not said their name: a visitor of the chat by a number, others plainly as unnamed.

import { t } from "./words.js";

export function customerName(customer, channel) {
  if (!customer) return t("customer.unnamed");
  if (customer.name) return customer.name;
  return channel === "webchat" ? t("customer.visitor", { id: customer.id }) : t("customer.unnamed");
}

/** Who wrote this message. */
export function authorName(message) {
  const { author } = message;
  if (author?.name) return author.name;
  return author?.kind === "customer" ? customerName(author, message.channel) : t(`author.${author?.kind || "system"}`);
}
