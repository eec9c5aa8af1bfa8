package org.tallystick.ui.fx;

import javafx.scene.Parent;

/** Something that fills the window or a part of it. On the JavaFX thread. */
public interface Screen {

    /** What is shown. */
    Parent root();

    /** It is about to be shown: listen, load, take the focus. Followed by {@link #detach()} before it is called again. */
    default void attach() {}

    /** Takes the keyboard to where one begins, for a part that something leads to after it was shown. */
    default void focus() {}

    /** It is shown no more: listen to nothing. */
    default void detach() {}
}
