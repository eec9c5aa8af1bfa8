/**
 * Finds cycles of debts that cancel themselves out (design §3, facts on GEO §7). Pure: it sees node numbers and amounts in
 * minor units, knows neither ledger nor routing nor a clock, and only proposes; who applies a cycle lowers each of its debts
 * by its amount, which leaves everybody's net position as it was.
 *
 * <p>Nothing here starts a thread. Finders keep working arrays and belong to one thread at a time (the node's ledger
 * thread); results are immutable. All searches are bounded and deterministic.
 */
@NullMarked
package org.tallystick.clearing;

import org.jspecify.annotations.NullMarked;
