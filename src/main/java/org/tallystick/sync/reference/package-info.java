/**
 * A wallet's way to a hub of the reference dialect (GEO facts): bare bodies, amounts with eight decimals or exponents, signatures that
 * name no hub, conflicts that may be tried again, and no proof of anything. Implements the ports of {@code org.tallystick.wallet}, so that
 * a person sees no difference but for what such a hub cannot do. {@link ReferenceHub} puts it together.
 *
 * <p>Threads: calls wait on the thread that makes them, never the JavaFX thread. A {@link ReferenceLive} has one virtual thread of
 * its own.
 */
@NullMarked
package org.tallystick.sync.reference;

import org.jspecify.annotations.NullMarked;
