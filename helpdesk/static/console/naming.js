// What somebody is called who has not said their name: by their address, as far as its reader may see it; else by a number.

import { t } from "./words.js";

export function customerName(customer) {
  if (!customer) return t("customer.unnamed");
  return customer.name || customer.known_by?.value || t("customer.visitor", { id: customer.id });
}

/** Who wrote this message. */
export function authorName(message) {
  const { author } = message;
  if (author?.name) return author.name;
  return author?.kind === "customer" ? customerName(author) : t(`author.${author?.kind || "system"}`);
}
