package org.tallystick.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tallystick.Launcher;
import org.tallystick.base.Exempt;

/** Holds the program against the rules of design §2. */
class ArchitectureTest {

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.tallystick");

    private static final Map<String, ArchRule> RULES = new Rules("org.tallystick", "javafx").byName();

    @TestFactory
    Stream<DynamicTest> theProgramKeepsTheRule() {
        return RULES.entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(PROGRAM)));
    }

    @Test
    void theWholeProgramIsLookedAt() {
        assertThat(PROGRAM.contain(Launcher.class)).isTrue();
        assertThat(PROGRAM.contain(Exempt.class)).isTrue();
        assertThat(PROGRAM.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void everyExemptionNamesARuleAndGivesAReason() {
        assertThat(PROGRAM.stream().flatMap(ArchitectureTest::exemptions)).allSatisfy(exemption -> {
            assertThat(RULES.keySet()).containsAll(rulesOf(exemption));
            assertThat(Objects.toString(exemption.get("reason").orElse("")))
                    .as(exemption.getDescription())
                    .hasSizeGreaterThan(20);
        });
    }

    private static Stream<? extends JavaAnnotation<?>> exemptions(JavaClass type) {
        return Stream.concat(
                type.tryGetAnnotationOfType(Exempt.class.getName()).stream(),
                type.getMembers().stream().flatMap(ArchitectureTest::exemptions));
    }

    private static Stream<? extends JavaAnnotation<?>> exemptions(JavaMember member) {
        return member.tryGetAnnotationOfType(Exempt.class.getName()).stream();
    }

    private static Set<String> rulesOf(JavaAnnotation<?> exemption) {
        return Set.copyOf(Arrays.asList((String[]) exemption.get("rule").orElseThrow()));
    }
}
