/**
 * The owner's own node as a hub: whether it serves and to whom, its people, its units, and who did what.
 *
 * <p>On the JavaFX thread; what waits goes to the background. Governs through {@link org.tallystick.wallet.OwnHub} only.
 */
@NullMarked
package org.tallystick.ui.community;

import org.jspecify.annotations.NullMarked;
