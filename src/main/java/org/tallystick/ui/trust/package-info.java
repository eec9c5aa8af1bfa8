/**
 * Lines of trust: whom I am tied to and how far; opening, changing, freezing and closing a line.
 *
 * <p>On the JavaFX thread; what the hub is asked or told goes to the background.
 */
@NullMarked
package org.tallystick.ui.trust;

import org.jspecify.annotations.NullMarked;
