/**
 * What differs from one operating system to the next: where files live, how the program goes out, what it draws.
 *
 * <p>Stateless; any thread.
 */
@NullMarked
package org.tallystick.platform;

import org.jspecify.annotations.NullMarked;
