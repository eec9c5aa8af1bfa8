/**
 * Participants: registering, changing profile, changing the key. Rules run on the ledger thread, readers of statements on
 * the caller's.
 */
@NullMarked
package org.tallystick.feature.participant;

import org.jspecify.annotations.NullMarked;
