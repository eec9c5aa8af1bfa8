/**
 * Governing a hub: who has which role, who is approved, frozen or banned, equivalents, settings, flags, and codes by which imported
 * accounts are claimed (design §2, §5; {@code src/docs/format.md} §8). Every act is a signed statement. Rules and state belong to
 * the ledger thread, readers of statements run on the caller's.
 */
@NullMarked
package org.tallystick.feature.operator;

import org.jspecify.annotations.NullMarked;
