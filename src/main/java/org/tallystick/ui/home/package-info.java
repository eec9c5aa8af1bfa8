/**
 * Where I stand in each unit, what needs me, and what happened last.
 *
 * <p>On the JavaFX thread; what the hub is asked goes to the background.
 */
@NullMarked
package org.tallystick.ui.home;

import org.jspecify.annotations.NullMarked;
