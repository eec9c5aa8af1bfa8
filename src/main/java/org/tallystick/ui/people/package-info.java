/** Finding somebody by name, PID or link; for every screen that needs a person. Without the toolkit but for its properties. */
@NullMarked
package org.tallystick.ui.people;

import org.jspecify.annotations.NullMarked;
