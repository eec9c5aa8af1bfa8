package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Clock;
import org.tallystick.base.Hex;
import org.tallystick.base.Randomness;

final class KeyStoreTest {

    private static final KdfProfile TINY = new KdfProfile(8, 1, 1);
    private static final String PASSWORD = "påssword 🙂";
    private static final byte[] SECRET = "the entropy of some words".getBytes(StandardCharsets.UTF_8);

    private final Randomness randomness = Randomness.seeded(7);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("keys.json");
    }

    private KeyStore locked() throws IOException {
        KeyStore store = KeyStore.create(file, PASSWORD.toCharArray(), TINY, randomness);
        store.put("words", SECRET);
        return store;
    }

    private KeyStore.Opening open(String password) throws IOException {
        return KeyStore.open(file, password.toCharArray(), randomness);
    }

    private KeyStore opened(String password) throws IOException {
        return switch (open(password)) {
            case KeyStore.Opening.Opened(KeyStore store) -> store;
            case KeyStore.Opening other -> throw new AssertionError(other);
        };
    }

    @Test
    void whatWasKeptComesBackWithThePassword() throws IOException {
        byte[] subkey;
        try (KeyStore store = locked()) {
            store.put("node-key", new byte[32]);
            assertThat(store.remove("node-key")).isTrue();
            assertThat(store.remove("node-key")).isFalse();
            subkey = store.subkey("persons");
        }
        try (KeyStore store = opened(PASSWORD)) {
            assertThat(store.names()).containsExactly("words");
            assertThat(store.secret("words"))
                    .hasValueSatisfying(secret -> assertThat(secret).isEqualTo(SECRET));
            assertThat(store.secret("node-key")).isEmpty();
            assertThat(store.isOpen()).isFalse();
            assertThat(store.profile()).contains(TINY);
            assertThat(store.subkey("persons"))
                    .isEqualTo(subkey)
                    .isNotEqualTo(store.subkey("backup"))
                    .hasSize(32);
        }
    }

    @Test
    void nothingSecretStandsInTheFile() throws IOException {
        try (KeyStore store = locked()) {
            assertThat(store.toString()).isEqualTo("KeyStore");
            String text = Files.readString(file);
            assertThat(text)
                    .startsWith("{\"data\":{\"alg\":\"aes-256-gcm\"")
                    .doesNotContain(StrictBase64.encode(SECRET))
                    .doesNotContain("words")
                    .doesNotContain(StrictBase64.encode(store.subkey("persons")));
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        Path leftover = directory.resolve("keys.json.tmp");
        Files.writeString(leftover, "left by a crash");
        Files.setPosixFilePermissions(leftover, PosixFilePermissions.fromString("rw-rw-rw-"));
        locked().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(leftover).doesNotExist();
    }

    @Test
    void withoutPasswordTheFileIsOpenAndSaysSo() throws IOException {
        try (KeyStore store = KeyStore.create(file, null, TINY, randomness)) {
            store.put("words", SECRET);
            assertThat(store.isOpen()).isTrue();
            assertThat(store.profile()).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        KeyStore.Opening opening = KeyStore.open(file, null, randomness);
        assertThat(opening).isInstanceOfSatisfying(KeyStore.Opening.Opened.class, opened -> {
            assertThat(opened.keyStore().isOpen()).isTrue();
            assertThat(opened.keyStore().secret("words"))
                    .hasValueSatisfying(secret -> assertThat(secret).isEqualTo(SECRET));
        });
    }

    @Test
    void aLockedFileAsksForItsPassword() throws IOException {
        locked().close();
        assertThat(KeyStore.open(file, null, randomness)).isEqualTo(new KeyStore.Opening.PasswordNeeded());
        assertThat(open("password")).isEqualTo(new KeyStore.Opening.WrongPasswordOrDamaged());
        assertThat(open("")).isEqualTo(new KeyStore.Opening.WrongPasswordOrDamaged());
    }

    @Test
    void aMissingFileIsSaidToBeMissingAndNotMade() throws IOException {
        assertThat(open(PASSWORD)).isEqualTo(new KeyStore.Opening.Missing());
        assertThat(file).doesNotExist();
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws IOException {
        locked().close();
        byte[] before = Files.readAllBytes(file);
        assertThatIOException()
                .isThrownBy(() -> KeyStore.create(file, null, TINY, randomness))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void passwordsAreWiped() throws IOException {
        char[] created = "one".toCharArray();
        char[] opened = "one".toCharArray();
        char[] wrong = "two".toCharArray();
        char[] changed = "three".toCharArray();
        try (KeyStore store = KeyStore.create(file, created, TINY, randomness)) {
            KeyStore.open(file, opened, randomness);
            KeyStore.open(file, wrong, randomness);
            store.changePassword(changed, TINY);
        }
        for (char[] password : new char[][] {created, opened, wrong, changed}) {
            assertThat(password).containsOnly('\0');
        }
    }

    @Test
    void aNewPasswordRewrapsAndLeavesSubkeysAlone() throws IOException {
        byte[] subkey;
        try (KeyStore store = locked()) {
            subkey = store.subkey("persons");
            store.changePassword("another".toCharArray(), new KdfProfile(16, 2, 2));
        }
        assertThat(open(PASSWORD)).isEqualTo(new KeyStore.Opening.WrongPasswordOrDamaged());
        try (KeyStore store = opened("another")) {
            assertThat(store.subkey("persons")).isEqualTo(subkey);
            assertThat(store.profile()).contains(new KdfProfile(16, 2, 2));
            store.changePassword(null, TINY);
            assertThat(store.isOpen()).isTrue();
        }
        try (KeyStore store = opened("not looked at")) {
            assertThat(store.subkey("persons")).isEqualTo(subkey);
            store.changePassword(PASSWORD.toCharArray(), TINY);
        }
        try (KeyStore store = opened(PASSWORD)) {
            assertThat(store.secret("words")).isPresent();
        }
    }

    @Test
    void aClosedStoreGivesNothing() throws IOException {
        KeyStore store = locked();
        store.close();
        assertThatIllegalArgumentException().isThrownBy(() -> store.secret("words"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.subkey("persons"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.put("words", SECRET));
    }

    @Test
    void namesAndSizesAreBounded() throws IOException {
        try (KeyStore store = locked()) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.put("Words", SECRET));
            assertThatIllegalArgumentException().isThrownBy(() -> store.put("words", new byte[5000]));
            assertThatIllegalArgumentException().isThrownBy(() -> store.subkey("a b"));
            assertThatIllegalArgumentException().isThrownBy(() -> store.changePassword(new char[0], TINY));
            assertThat(store.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"v\":1,|\"v\":2,|UnsupportedVersion[version=2]",
                "\"v\":1,|\"v\":\"1\",|Malformed[what=a whole number of at most 64 bits is expected at $.v]",
                "tallystick.keystore|tallystick.cookbook|Malformed[what=\"tallystick.keystore\" is expected at $.format]",
                "\"argon2id\"|\"argon2ix\"|Malformed[what=\"argon2id\" is expected at $.kdf.alg]",
                "\"m\":8|\"m\":7|Malformed[what=a cost of Argon2id outside its bounds at $.kdf]",
                "\"m\":8|\"m\":9999999|Malformed[what=a cost of Argon2id outside its bounds at $.kdf]",
                "\"t\":1|\"t\":9999|Malformed[what=a cost of Argon2id outside its bounds at $.kdf]",
                "\"m\":8|\"m\":9|WrongPasswordOrDamaged[]",
                "\"p\":1,|\"p\":1,\"q\":1,|Malformed[what=an unknown field at $.q]",
                "\"salt\":\"|\"salt\":\"!|Malformed[what=standard base64 with padding is expected at $.kdf.salt]"
            })
    void aForeignFileIsRefusedByName(String from, String to, String outcome) throws IOException {
        locked().close();
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        assertThat(open(PASSWORD)).hasToString(outcome);
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Files.write(file, new byte[KeyStoreFile.MAX_BYTES + 1]);
        assertThat(open(PASSWORD)).hasToString("Malformed[what=a key file has at most 1048576 bytes]");
    }

    @Test
    void aFileCutAnywhereIsSaidToBeMalformed() throws IOException {
        locked().close();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(open(PASSWORD)).as("%d bytes", length).isInstanceOf(KeyStore.Opening.Malformed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noFlippedBitOpensTheFile(boolean withPassword) throws IOException {
        try (KeyStore store = KeyStore.create(file, withPassword ? PASSWORD.toCharArray() : null, TINY, randomness)) {
            store.put("words", SECRET);
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(whole.length * 8);
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, flipped);
            assertThat(open(PASSWORD)).as("bit %d", bit).isNotInstanceOf(KeyStore.Opening.Opened.class);
        }
    }

    @Test
    void aCrashAtAnyStepLeavesTheOldFileOrTheNewOne() throws IOException {
        FailingSteps steps = new FailingSteps();
        KeyStore.create(file, PASSWORD.toCharArray(), TINY, randomness, steps).close();
        int last = steps.done.size();
        assertThat(steps.done.subList(last - 3, last)).containsExactly("force", "rename", "force directory");
        byte[] old = Files.readAllBytes(file);
        int step = 0;
        for (boolean failed = true; failed; step++) {
            Files.write(file, old);
            KeyStore.Opening opening = KeyStore.open(file, PASSWORD.toCharArray(), randomness, steps);
            assertThat(opening).isInstanceOf(KeyStore.Opening.Opened.class);
            KeyStore store = ((KeyStore.Opening.Opened) opening).keyStore();
            steps.failAt(step, 1);
            failed = put(store);
            boolean renamed = steps.done.contains("force directory");
            assertThat(store.secret("words").isPresent()).isEqualTo(!failed);
            assertThat(Arrays.equals(Files.readAllBytes(file), old)).isEqualTo(!renamed);
            assertThat(opened(PASSWORD).secret("words").isPresent()).isEqualTo(renamed);
        }
        assertThat(step).isGreaterThan(5);
    }

    @Test
    void aFailedChangeOfPasswordCanBeTriedAgain() throws IOException {
        FailingSteps steps = new FailingSteps();
        try (KeyStore store = KeyStore.create(file, PASSWORD.toCharArray(), TINY, randomness, steps)) {
            steps.failAt(0, 1);
            assertThatIOException().isThrownBy(() -> store.changePassword(null, TINY));
            assertThat(store.isOpen()).isFalse();
            store.put("words", SECRET);
        }
        assertThat(opened(PASSWORD).names()).containsExactly("words");
    }

    @Test
    void calibrationRaisesThePassesUntilHalfASecond() {
        AtomicLong nowNs = new AtomicLong();
        AtomicInteger runs = new AtomicInteger();
        Clock clock = new Clock() {
            @Override
            public long wallMs() {
                return 0;
            }

            @Override
            public long monotonicNs() {
                return nowNs.get();
            }
        };
        KdfProfile slow = KdfProfile.calibrated(KdfProfile.STANDARD, clock, p -> nowNs.addAndGet(600_000_000));
        assertThat(slow).isEqualTo(KdfProfile.STANDARD);
        KdfProfile fast = KdfProfile.calibrated(KdfProfile.STANDARD, clock, p -> {
            runs.incrementAndGet();
            nowNs.addAndGet(p.iterations() * 41_000_000L);
        });
        assertThat(fast).isEqualTo(new KdfProfile(64 * 1024, 13, 1));
        assertThat(runs).hasValue(2);
        assertThat(KdfProfile.calibrated(KdfProfile.STANDARD, clock, p -> {}).iterations())
                .isEqualTo(64);
    }

    @Test
    void argon2idIsTheStandardOne() {
        // From the reference implementation's own tests.
        byte[] key = Argon2.derive(
                "password".toCharArray(), "somesalt".getBytes(StandardCharsets.US_ASCII), new KdfProfile(256, 2, 1));
        assertThat(Hex.encode(key)).isEqualTo("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    }

    private static boolean put(KeyStore store) {
        try {
            store.put("words", SECRET);
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
