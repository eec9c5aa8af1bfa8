/**
 * The way in. {@link org.tallystick.Launcher} hands over to the command line; everything else lives in the rooms below
 * (design §2). The launcher runs on the process's first thread and knows nothing of the window's toolkit, so that the
 * program starts from a plain class path.
 */
@NullMarked
package org.tallystick;

import org.jspecify.annotations.NullMarked;
