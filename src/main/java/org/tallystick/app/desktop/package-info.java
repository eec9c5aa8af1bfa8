/**
 * Puts the window together: wallet, screens, theme, and their start and end.
 *
 * <p>On the JavaFX thread, but for opening and closing.
 */
@NullMarked
package org.tallystick.app.desktop;

import org.jspecify.annotations.NullMarked;
