package org.tallystick.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every package says what it is for and which threads run in it, and is null-marked. */
class PackageInfoTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @TestFactory
    Stream<DynamicTest> thePackageIsDescribedAndNullMarked() throws IOException {
        return packages().stream()
                .map(folder -> dynamicTest(SOURCES.relativize(folder).toString(), () -> {
                    Path info = folder.resolve("package-info.java");
                    assertThat(info).exists();
                    assertThat(complaint(Files.readString(info))).isEmpty();
                }));
    }

    @Test
    void thePackagesAreFound() throws IOException {
        assertThat(packages()).contains(SOURCES.resolve("org/tallystick/base"));
    }

    @Test
    void aMissingMarkAndAOneLineDescriptionAreFound() {
        assertThat(complaint("/**\n * Much\n * to say.\n */\npackage a;\n")).contains("@NullMarked");
        assertThat(complaint("/** Too little. */\n@NullMarked\npackage a;\n")).contains("longer than a line");
        assertThat(complaint("@NullMarked\npackage a;\n")).contains("longer than a line");
        assertThat(complaint("/**\n * Much\n * to say.\n */\n@NullMarked\npackage a;\n"))
                .isEmpty();
    }

    private static String complaint(String source) {
        if (source.lines().noneMatch(line -> line.strip().equals("@NullMarked"))) {
            return "needs @NullMarked";
        }
        long lines = source.lines()
                .takeWhile(line -> !line.strip().equals("*/"))
                .filter(line -> line.strip().length() > 2 && line.strip().startsWith("* "))
                .count();
        return lines > 1 ? "" : "needs a doc comment longer than a line: purpose and threads";
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> Objects.requireNonNull(file.getParent()))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
