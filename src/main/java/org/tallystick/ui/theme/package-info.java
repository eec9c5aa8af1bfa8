/** How the window looks: tokens for light and dark, fonts, and the following of the system. On the JavaFX thread. */
@NullMarked
package org.tallystick.ui.theme;

import org.jspecify.annotations.NullMarked;
