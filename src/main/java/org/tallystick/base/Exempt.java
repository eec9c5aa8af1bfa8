package org.tallystick.base;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a class or a member out of rules of the architecture (design §2), so that each exception can be found and says
 * why it is one. On a class it counts for all of it, nested classes included.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface Exempt {

    /**
     * The rules by name, as the architecture tests call them: {@code layers}, {@code threads}, {@code clock} and so on.
     * The rules on dependencies between classes hear only an annotation on the class.
     */
    String[] rule();

    /** Why this may be, in a sentence. */
    String reason();
}
