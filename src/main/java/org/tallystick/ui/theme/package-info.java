/**
 * How the window looks: tokens for light and dark, type, fonts, and the following of the system.
 *
 * <p>On the JavaFX thread.
 */
@NullMarked
package org.tallystick.ui.theme;

import org.jspecify.annotations.NullMarked;
