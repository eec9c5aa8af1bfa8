/**
 * The frame around the screens: navigation, who one is, how the hub is.
 *
 * <p>On the JavaFX thread; what waits goes to the background.
 */
@NullMarked
package org.tallystick.ui.shell;

import org.jspecify.annotations.NullMarked;
