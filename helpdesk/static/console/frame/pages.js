// The pages that have the frame for themselves, by the first word of their address (routes.js WORKING).
// A page draws <main class="working-page" id="thread" tabindex="-1"> with its own h2 and reads route.place.

import { CustomerPage } from "../customers/customer_page.js";
import { CustomersPage } from "../customers/customers_page.js";
import { JourneysPage } from "../customers/journeys_page.js";
import { EscalationsPage } from "../escalations/escalations_page.js";
import { QueuePage } from "../queue/queue_page.js";

export const PAGES = { customer: CustomerPage, customers: CustomersPage, escalations: EscalationsPage, journeys: JourneysPage, queue: QueuePage };
