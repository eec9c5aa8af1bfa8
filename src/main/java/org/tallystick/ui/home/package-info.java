/** Where I stand, what needs me, what happened last. On the JavaFX thread. */
@NullMarked
package org.tallystick.ui.home;

import org.jspecify.annotations.NullMarked;
