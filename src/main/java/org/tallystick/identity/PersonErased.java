package org.tallystick.identity;

/** A text was to be sealed for somebody whose key was destroyed: whoever is erased gets no new one. */
public final class PersonErased extends Exception {

    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public PersonErased() {
        super("the person was erased, nothing is sealed for them any more");
    }
}
