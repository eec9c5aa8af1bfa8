/** Lines of trust: whom I am tied to and how far; opening, changing and closing a line. On the JavaFX thread. */
@NullMarked
package org.tallystick.ui.trust;

import org.jspecify.annotations.NullMarked;
