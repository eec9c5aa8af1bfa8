/** The frame around the screens: navigation, who one is, how the hub is, short messages. On the JavaFX thread. */
@NullMarked
package org.tallystick.ui.shell;

import org.jspecify.annotations.NullMarked;
