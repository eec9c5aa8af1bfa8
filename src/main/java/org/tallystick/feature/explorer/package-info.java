/**
 * What anybody may look up in the chain: blocks, transactions, and which of them touched whom. A room without transactions of
 * its own. Its tables are written on the projector's thread and read on any.
 */
@NullMarked
package org.tallystick.feature.explorer;

import org.jspecify.annotations.NullMarked;
