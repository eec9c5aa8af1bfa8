package org.tallystick.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of design §2 by name. Where the house stands and what its toolkit's package is called are handed in, so that
 * the rules can be tried on a small house full of mistakes.
 */
final class Rules {

    private static final Set<String> UI_KIT = Set.of("fx", "control", "theme", "shell", "words", "people");

    private final House house;
    private final String toolkit;

    Rules(String root, String toolkit) {
        this.house = new House(root);
        this.toolkit = toolkit;
    }

    /** All rules, by the names that an exemption uses. */
    Map<String, ArchRule> byName() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("rooms", rooms());
        rules.put("layers", layers());
        rules.put("cycles", cycles());
        rules.put("toolkit", toolkit());
        rules.put("view-models", viewModels());
        rules.put("views", views());
        rules.put("run-later", runLater());
        rules.put("threads", threads());
        rules.put("jdbc", jdbc());
        rules.put("file-channels", fileChannels());
        rules.put("clock", clock());
        rules.put("screens", screens());
        rules.put("features", features());
        rules.put("floating-point", floatingPoint());
        rules.put("swing", swing());
        rules.put("output", output());
        rules.put("sentences", sentences());
        return rules;
    }

    private ArchRule rooms() {
        return Bans.onDependencies(
                "rooms",
                "each class lives in a room of the map; a new room is drawn there first",
                type -> House.MAY_SEE.containsKey(house.room(type)),
                (origin, target) -> true);
    }

    private ArchRule layers() {
        return Bans.onDependencies("layers", "arrows point down only", type -> false, (origin, target) -> {
            String from = house.room(origin);
            String to = house.room(target);
            return house.owns(target)
                    && !from.equals(to)
                    && !House.MAY_SEE.getOrDefault(from, Set.of()).contains(to);
        });
    }

    private ArchRule cycles() {
        return SlicesRuleDefinition.slices()
                .matching(house.root() + ".(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        DescribedPredicate.describe("exempt", type -> Bans.isExempt("cycles", type)),
                        DescribedPredicate.alwaysTrue())
                .allowEmptyShould(true);
    }

    private ArchRule toolkit() {
        return Bans.onDependencies(
                "toolkit",
                "below the window nothing knows that there is one",
                type -> house.isIn(type, "ui", "app"),
                (origin, target) -> isToolkit(target));
    }

    private ArchRule viewModels() {
        return Bans.onDependencies(
                "view-models",
                "a view model is tested without a toolkit",
                type -> !outermost(type).getSimpleName().endsWith("ViewModel"),
                (origin, target) -> isToolkit(target)
                        && !isBelow(target, toolkit + ".beans")
                        && !isBelow(target, toolkit + ".collections"));
    }

    private ArchRule views() {
        return Bans.onDependencies(
                "views",
                "a view binds and forwards and decides nothing",
                type -> !house.isIn(type, "ui")
                        || !outermost(type).getSimpleName().endsWith("View"),
                (origin, target) -> house.owns(target)
                        && !house.isIn(target, "ui.fx", "ui.control")
                        && !outermost(target).equals(outermost(origin))
                        && !outermost(target).getName().equals(outermost(origin).getName() + "Model"));
    }

    private ArchRule runLater() {
        return Bans.onAccesses(
                "run-later",
                "results reach the toolkit's thread in one place",
                type -> house.isIn(type, "ui.fx"),
                access -> access.getTargetOwner().getName().equals(toolkit + ".application.Platform")
                        && access.getName().equals("runLater"));
    }

    private ArchRule threads() {
        return Bans.onAccesses(
                "threads",
                "threads are made where they are also stopped",
                type -> house.isIn(type, "node", "sync", "hub", "platform")
                        || outermost(type).getName().equals(house.root() + ".ui.fx.Tasks"),
                Calls::makesThreads);
    }

    private ArchRule jdbc() {
        return Bans.onDependencies(
                "jdbc",
                "the database is a projection and has its own rooms",
                type -> house.isIn(type, "store", "feature..sql", "wallet..sql"),
                (origin, target) -> isBelow(target, "java.sql", "javax.sql", "org.h2", "org.jdbi"));
    }

    private ArchRule fileChannels() {
        List<String> channels = List.of(
                "java.nio.channels.FileChannel",
                "java.nio.channels.AsynchronousFileChannel",
                "java.nio.channels.FileLock",
                "java.nio.MappedByteBuffer",
                "java.io.RandomAccessFile",
                "java.io.FileOutputStream",
                "java.io.FileDescriptor");
        return Bans.onDependencies(
                "file-channels",
                "what is durable is written where its faults are tested",
                type -> house.isIn(type, "journal", "store", "identity", "platform"),
                (origin, target) -> channels.contains(target.getName()));
    }

    private ArchRule clock() {
        return Bans.onAccesses(
                "clock",
                "time and chance are handed in, so that a run can be repeated",
                type -> house.isIn(type, "base"),
                Calls::asksTimeOrChance);
    }

    private ArchRule screens() {
        return Bans.onDependencies(
                "screens", "only the shell knows more than one screen", type -> false, (origin, target) -> {
                    Optional<String> from = house.screenOrKit(origin);
                    Optional<String> to = house.screenOrKit(target);
                    return from.isPresent()
                            && to.isPresent()
                            && !from.equals(to)
                            && !from.get().equals("shell")
                            && !UI_KIT.contains(to.get());
                });
    }

    private ArchRule features() {
        return Bans.onDependencies(
                "features",
                "features meet only through published records",
                type -> house.feature(type).isEmpty(),
                (origin, target) -> house.feature(target).isPresent()
                        && !house.feature(target).equals(house.feature(origin))
                        && !isPublished(target));
    }

    private ArchRule floatingPoint() {
        Set<String> floating = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
        return Bans.onMembers(
                "floating-point",
                "money is counted in whole minor units",
                type -> !house.isIn(type, "ledger", "money", "routing", "clearing", "feature", "wallet"),
                member -> typesOf(member).stream()
                        .anyMatch(type ->
                                floating.contains(type.getBaseComponentType().getName())));
    }

    private ArchRule swing() {
        return Bans.onDependencies(
                "swing",
                "the older toolkits serve only what the operating system needs",
                type -> house.isIn(type, "platform"),
                (origin, target) -> isBelow(target, "java.awt", "javax.swing"));
    }

    private ArchRule output() {
        return Bans.onAccesses(
                "output",
                "standard output belongs to the command line; everybody else logs",
                type -> house.isIn(type, "cli"),
                Calls::printsToTheConsole);
    }

    private ArchRule sentences() {
        return Bans.onDependencies(
                "sentences",
                "services return codes and facts; window, command line and HTTP make the sentences",
                type -> house.isIn(type, "ui", "cli", "http", "hub"),
                (origin, target) -> target.getName().equals("java.util.ResourceBundle")
                        || target.getName().equals("java.text.MessageFormat"));
    }

    private boolean isToolkit(JavaClass type) {
        return isBelow(type, toolkit, "atlantafx", "org.kordamp.ikonli");
    }

    /** A published type of a feature: a public record or enum of its top package, or an interface that only such implement. */
    private boolean isPublished(JavaClass type) {
        if (!type.getModifiers().contains(JavaModifier.PUBLIC)
                || !type.getPackageName()
                        .equals(house.root() + ".feature." + house.feature(type).orElseThrow())) {
            return false;
        }
        return type.isRecord()
                || type.isEnum()
                || (type.isInterface()
                        && !type.getAllSubclasses().isEmpty()
                        && type.getAllSubclasses().stream()
                                .allMatch(below -> below.isRecord() || below.isEnum() || below.isInterface()));
    }

    private static List<JavaClass> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return List.of(field.getRawType());
        }
        if (member instanceof JavaCodeUnit unit) {
            return Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                    .toList();
        }
        return List.of();
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass current = type;
        Optional<JavaClass> around = type.getEnclosingClass();
        while (around.isPresent()) {
            current = around.get();
            around = current.getEnclosingClass();
        }
        return current;
    }

    private static boolean isBelow(JavaClass type, String... packages) {
        for (String name : packages) {
            if (type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".")) {
                return true;
            }
        }
        return false;
    }
}
