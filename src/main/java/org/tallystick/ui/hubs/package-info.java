/**
 * The hubs of one owner: which there are, how they are, one more, another name or address, leaving.
 *
 * <p>On the JavaFX thread; what waits goes to the background.
 */
@NullMarked
package org.tallystick.ui.hubs;

import org.jspecify.annotations.NullMarked;
