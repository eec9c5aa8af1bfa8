package org.tallystick.app.wallets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tallystick.app.DataFolder;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.journal.AtomicFile;
import org.tallystick.journal.JournalConfig;

/**
 * Where the files of a wallet and of its community stand. Any thread.
 *
 * @param root holds both and nothing else
 */
record WalletFolder(Path root) {

    private static final String MAKING = "making";
    private static final int MAX_CARD_BYTES = 16 * 1024;
    private static final int SEGMENT_BYTES = 8 << 20;
    private static final int STEP_BYTES = 256 << 10;

    /** What may be known before a password is given; {@code elsewhere} where there is no community in this folder. */
    record Card(String ownerName, String communityName, boolean elsewhere) {}

    Path wallet() {
        return root.resolve("wallet");
    }

    Path keys() {
        return wallet().resolve("keys.json");
    }

    Path persons() {
        return wallet().resolve("persons.keys");
    }

    JournalConfig journal() {
        return JournalConfig.in(wallet().resolve("journal")).withSizes(SEGMENT_BYTES, STEP_BYTES);
    }

    private Path card() {
        return wallet().resolve("card.json");
    }

    Path hub() {
        return wallet().resolve("hub.json");
    }

    /** What is kept of hubs elsewhere. */
    Path hubs() {
        return wallet().resolve("hubs");
    }

    Path community() {
        return root.resolve("community");
    }

    boolean holdsWallet() {
        return Files.exists(keys());
    }

    /** Whether there is nothing at all in its place, or an empty folder. */
    boolean isFree() throws IOException {
        if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            return !files.iterator().hasNext();
        }
    }

    void write(Card card) throws IOException {
        Json.Obj json = Json.object()
                .put("format", 1)
                .put("owner", card.ownerName())
                .put("community", card.communityName())
                .build();
        Json.Obj whole = card.elsewhere() ? json.with("elsewhere", Json.Bool.TRUE) : json;
        AtomicFile.replace(card(), out -> out.write(CanonicalJson.bytes(whole)));
    }

    /** The card, or nothing where there is none that can be read. */
    Optional<Card> readCard() {
        try {
            if (Files.size(card()) > MAX_CARD_BYTES) {
                return Optional.empty();
            }
            Json.Obj json = Json.readObject(Files.readString(card(), UTF_8).getBytes(UTF_8));
            json.onlyNames(Set.of("format", "owner", "community", "elsewhere"));
            return Optional.of(new Card(
                    json.text("owner"), json.text("community"), json.has("elsewhere") && json.flag("elsewhere")));
        } catch (IOException | MalformedJson unreadable) {
            return Optional.empty();
        }
    }

    /** Where this process makes what is to stand here. */
    WalletFolder making() {
        return new WalletFolder(DataFolder.beside(root, MAKING));
    }

    /** Deletes what processes that are gone left half made beside this place: there may be keys in it. */
    void deleteLeftovers() throws IOException {
        Path place = root.toAbsolutePath().normalize();
        Path parent = Objects.requireNonNull(place.getParent(), "A wallet's folder stands in a folder");
        String prefix = place.getFileName() + "." + MAKING + "-";
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(parent)) {
            for (Path one : beside) {
                String name = String.valueOf(one.getFileName());
                if (name.startsWith(prefix) && !isAtWork(name.substring(prefix.length()))) {
                    DataFolder.delete(one);
                }
            }
        }
    }

    private static boolean isAtWork(String processId) {
        try {
            long id = Long.parseLong(processId);
            return id != ProcessHandle.current().pid()
                    && ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false);
        } catch (NumberFormatException notOurs) {
            return true;
        }
    }
}
