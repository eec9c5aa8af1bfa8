package org.tallystick.base;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Options with which child processes of this program start in half the time: the first that ends by itself leaves an archive of
 * its classes, and the others begin with that. Such an archive wants jars, so folders of classes are packed first, and wants them
 * unsigned. One for all tests of a run, handed to whoever takes it as a parameter; without the archive children are slow, not
 * different.
 */
public final class ChildJava implements AutoCloseable {

    private final Path folder;
    private final String classPath;

    private ChildJava() throws IOException {
        folder = Files.createTempDirectory("child-java");
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            Path jar = folder.resolve("classes-" + entries.size() + ".jar");
            if (Files.isDirectory(path)) {
                pack(path, jar);
                entries.add(jar.toString());
            } else if (isSigned(path)) {
                copyUnsigned(path, jar);
                entries.add(jar.toString());
            } else {
                entries.add(entry);
            }
        }
        classPath = String.join(File.pathSeparator, entries);
    }

    /**
     * Options of the virtual machine, the class path among them.
     *
     * @param kind who shares an archive: those with one main class and the same other options
     */
    public List<String> options(String kind) {
        List<String> options = new ArrayList<>(optionsOfOne(kind));
        options.addFirst("-XX:+AutoCreateSharedArchive");
        return List.copyOf(options);
    }

    /**
     * The same for a test that starts a single child: it begins with the archive where others left one, and spends no time on
     * leaving one itself.
     */
    public List<String> optionsOfOne(String kind) {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // Warnings about an archive would stand among what the child says.
                "-Xlog:disable",
                "-XX:SharedArchiveFile=" + folder.resolve(kind + ".jsa"),
                "-cp",
                classPath);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(folder);
                OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(one).toString().replace(File.separatorChar, '/')));
                Files.copy(one, zip);
                zip.closeEntry();
            }
        }
    }

    private static boolean isSigned(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().anyMatch(ChildJava::isSignature);
        }
    }

    private static boolean isSignature(ZipEntry entry) {
        return entry.getName().matches("META-INF/[^/]+\\.(SF|RSA|EC)");
    }

    /** Of a signed jar no class goes into an archive, and each start checks what it takes out of it. */
    private static void copyUnsigned(Path signed, Path jar) throws IOException {
        try (JarFile from = new JarFile(signed.toFile(), false);
                OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            // Its head says that there are classes for this version of Java; the hashes of the entries go.
            Manifest head = from.getManifest();
            head.getEntries().clear();
            zip.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
            head.write(zip);
            zip.closeEntry();
            for (ZipEntry entry :
                    from.stream().filter(one -> !one.isDirectory()).toList()) {
                if (!isSignature(entry) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream content = from.getInputStream(entry)) {
                        content.transferTo(zip);
                    }
                    zip.closeEntry();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /** Hands it to the tests that ask for it; it ends with the last of the run. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == ChildJava.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(ChildJava.class))
                    .computeIfAbsent(ChildJava.class, none -> make(), ChildJava.class);
        }

        private static ChildJava make() {
            try {
                return new ChildJava();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
