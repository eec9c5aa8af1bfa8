package org.tallystick.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tries each rule on a small house full of mistakes: it finds them, and nothing else. */
class RulesTest {

    private static final String ROOT = "org.tallystick.architecture.fixture";

    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(ROOT);

    private static final Map<String, ArchRule> RULES = new Rules(ROOT, "org.tallystick.architecture.toolkit").byName();

    private static final Pattern OWN_CLASS = Pattern.compile(Pattern.quote(ROOT) + "[.a-z]*\\.([A-Z]\\w*)");

    @Test
    void eachRuleFindsItsMistakesAndNothingElse() {
        Map<String, List<String>> found = new TreeMap<>();
        RULES.forEach((name, rule) -> found.put(name, offenders(rule)));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected());
    }

    @Test
    void noRuleComplainsAboutAHouseWithoutRooms() {
        JavaClasses nothing = new ClassFileImporter().importPackages(ROOT + ".nothing");
        assertThat(RULES.values()).allSatisfy(rule -> rule.check(nothing));
    }

    private static Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new TreeMap<>();
        expected.put("rooms", List.of("Forgotten"));
        expected.put("layers", List.of("KnowsANode", "LooksSideways", "LooksUp"));
        expected.put("cycles", List.of("Button"));
        expected.put("toolkit", List.of("KnowsTheWindow"));
        expected.put("view-models", List.of("HomeViewModel"));
        expected.put("views", List.of("HomeView"));
        expected.put("run-later", List.of("HomeLate"));
        expected.put(
                "threads", List.of("BorrowsThePool", "ConstructsAThread", "MakesAPool", "NotTasks", "StartsAThread"));
        expected.put("jdbc", List.of("PayQueries", "Queries"));
        expected.put("file-channels", List.of("OpensAChannel"));
        expected.put(
                "clock",
                List.of(
                        "AsksByReference",
                        "AsksInALambda",
                        "DrawsANumber",
                        "DrawsAnId",
                        "ExemptFromAnother",
                        "MakesItsOwnChance"));
        expected.put("screens", List.of("HomeLinks"));
        expected.put("features", List.of("MeetsAService", "MeetsATable"));
        expected.put("floating-point", List.of("FloatingField", "FloatingParameter", "FloatingReturn"));
        expected.put("swing", List.of("Paints"));
        expected.put("output", List.of("Prints", "PrintsATrace"));
        expected.put("sentences", List.of("MakesSentences"));
        return expected;
    }

    /** The class that each detail of the report names first: the one where the mistake is. */
    private static List<String> offenders(ArchRule rule) {
        TreeSet<String> names = new TreeSet<>();
        for (String detail : rule.evaluate(FIXTURES).getFailureReport().getDetails()) {
            OWN_CLASS
                    .matcher(detail)
                    .results()
                    .findFirst()
                    .map(RulesTest::simpleName)
                    .ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    private static String simpleName(MatchResult match) {
        return match.group(1);
    }
}
