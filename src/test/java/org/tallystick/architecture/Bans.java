package org.tallystick.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.tallystick.base.Exempt;

/** Makes the rules that forbid something, and lets out what carries {@link Exempt} with the rule's name. */
final class Bans {

    private Bans() {}

    /** Nobody outside the allowed classes may depend in any way on what is forbidden. */
    static ArchRule onDependencies(
            String name, String because, Predicate<JavaClass> allowed, BiPredicate<JavaClass, JavaClass> forbidden) {
        return rule(name, because, allowed, (type, events) -> {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.isEquivalentTo(Exempt.class) && forbidden.test(type, target) && !isExempt(name, type)) {
                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                }
            }
        });
    }

    /** Nobody outside the allowed classes may call, read, write or refer to what is forbidden. */
    static ArchRule onAccesses(
            String name, String because, Predicate<JavaClass> allowed, Predicate<JavaAccess<?>> forbidden) {
        return rule(name, because, allowed, (type, events) -> {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (forbidden.test(access) && !isExempt(name, access.getOrigin())) {
                    events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                }
            }
        });
    }

    /** No member of a class outside the allowed ones may be of a kind that is forbidden. */
    static ArchRule onMembers(
            String name, String because, Predicate<JavaClass> allowed, Predicate<JavaMember> forbidden) {
        return rule(name, because, allowed, (type, events) -> {
            for (JavaMember member : type.getMembers()) {
                if (forbidden.test(member) && !isExempt(name, member)) {
                    events.add(SimpleConditionEvent.violated(member, member.getDescription()));
                }
            }
        });
    }

    /** Whether the class or one around it carries the exemption. */
    static boolean isExempt(String rule, JavaClass type) {
        Optional<JavaClass> around = Optional.of(type);
        while (around.isPresent()) {
            JavaClass current = around.get();
            if (current.tryGetAnnotationOfType(Exempt.class.getName())
                    .filter(names(rule))
                    .isPresent()) {
                return true;
            }
            around = current.getEnclosingClass();
        }
        return false;
    }

    private static boolean isExempt(String rule, JavaMember member) {
        return member.tryGetAnnotationOfType(Exempt.class.getName())
                        .filter(names(rule))
                        .isPresent()
                || isExempt(rule, member.getOwner());
    }

    private static Predicate<JavaAnnotation<?>> names(String rule) {
        return annotation -> annotation
                .get("rule")
                .map(value -> Arrays.asList((Object[]) value).contains(rule))
                .orElse(false);
    }

    private static ArchRule rule(String name, String because, Predicate<JavaClass> allowed, Check check) {
        return ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe("are not let in", type -> !allowed.test(type)))
                .should(new ArchCondition<>("keep the rule '" + name + "'") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        check.check(type, events);
                    }
                })
                .because(because)
                .allowEmptyShould(true);
    }

    private interface Check {
        void check(JavaClass type, ConditionEvents events);
    }
}
