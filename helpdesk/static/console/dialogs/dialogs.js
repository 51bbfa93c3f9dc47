// The one dialog that is open, by name. (The command bar is drawn by itself.)

import { html } from "../dom.js";
import { useStore } from "../store.js";
import { HandOver } from "./hand_over.js";
import { ComplaintLesson } from "./complaint_lesson.js";
import { ComplaintProposal } from "./complaint_proposal.js";
import { EndEscalation } from "./end_escalation.js";
import { HandUp } from "./hand_up.js";
import { KeySheet } from "./key_sheet.js";
import { Later } from "./later.js";
import { LinkTicket } from "./link_ticket.js";
import { MergeCustomers } from "./merge_customers.js";
import { MergeTicket } from "./merge_ticket.js";
import { NewTicket } from "./new_ticket.js";
import { NoteAddress } from "./note_address.js";
import { PromiseDialog } from "./promise.js";
import { Reveal } from "./reveal.js";
import { SplitTicket } from "./split_ticket.js";
import { Template } from "./template.js";

const DIALOGS = { complaint_lesson: ComplaintLesson, complaint_proposal: ComplaintProposal, end_escalation: EndEscalation, hand_over: HandOver, hand_up: HandUp, keys: KeySheet, later: Later, link: LinkTicket, merge: MergeTicket, merge_customers: MergeCustomers, reveal: Reveal, new_ticket: NewTicket, note_address: NoteAddress, promise: PromiseDialog, split: SplitTicket, template: Template };

export function Dialogs() {
  const dialog = useStore((state) => state.dialog);
  const Named = DIALOGS[dialog?.name];
  return Named ? html`<${Named} ...${dialog} />` : null;
}
