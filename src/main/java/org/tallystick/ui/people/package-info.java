/**
 * Finding somebody by name, PID or link, for every screen that needs a person.
 *
 * <p>Without the toolkit but for its properties; on the thread of the screens.
 */
@NullMarked
package org.tallystick.ui.people;

import org.jspecify.annotations.NullMarked;
