package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Randomness;

final class PersonKeysTest {

    private static final byte[] CONTEXT = "statement 1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTE = "for the bread".getBytes(StandardCharsets.UTF_8);

    private final Randomness randomness = Randomness.seeded(11);
    private final List<Pid> people = people(5);

    @TempDir
    Path directory;

    private Path file;
    private KeyStore keyStore;

    @BeforeEach
    void keyStore() throws Exception {
        file = directory.resolve("persons.keys");
        keyStore = KeyStore.create(directory.resolve("keys.json"), null, new KdfProfile(8, 1, 1), randomness);
    }

    private static List<Pid> people(int count) {
        Pid hub = Vectors.alice().pid();
        return IntStream.range(0, count)
                .mapToObj(i -> Pid.unclaimed(hub, "p" + i))
                .toList();
    }

    private PersonKeys open() throws Exception {
        return switch (PersonKeys.open(file, keyStore, randomness)) {
            case PersonKeys.Opening.Opened(PersonKeys keys) -> keys;
            case PersonKeys.Opening other -> throw new AssertionError(other);
        };
    }

    private byte[] sealed(PersonKeys keys, Pid pid) throws PersonErased {
        return SealedText.seal(keys.find(pid).orElseThrow(), CONTEXT, NOTE, randomness);
    }

    private static Optional<byte[]> unsealed(PersonKeys keys, Pid pid, byte[] sealed) {
        return keys.find(pid).flatMap(key -> SealedText.open(key, CONTEXT, sealed));
    }

    @Test
    void aKeyIsThereAgainAfterOpening() throws Exception {
        byte[] sealed;
        try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness)) {
            assertThat(keys.find(people.getFirst())).isEmpty();
            keys.ensure(people.subList(0, 2));
            sealed = sealed(keys, people.getFirst());
            keys.ensure(people);
            keys.ensure(people);
            assertThat(keys.size()).isEqualTo(5);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.size(file)).isEqualTo(8 + 2 * 8 + 5 * 92);
        try (PersonKeys keys = open()) {
            assertThat(keys.size()).isEqualTo(5);
            assertThat(keys.tornBytes()).isZero();
            assertThat(unsealed(keys, people.getFirst(), sealed))
                    .hasValueSatisfying(note -> assertThat(note).isEqualTo(NOTE));
            assertThat(unsealed(keys, people.getLast(), sealed)).isEmpty();
        }
    }

    @Test
    void anErasedKeyIsInNoFileAndItsTextsDoNotOpen() throws Exception {
        Pid erased = people.get(2);
        byte[] sealedText;
        try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness)) {
            keys.ensure(people);
            sealedText = sealed(keys, erased);
            byte[] kept = sealed(keys, people.getFirst());
            PersonKey held = keys.find(erased).orElseThrow();
            assertThat(keys.erase(erased)).isTrue();
            assertThat(keys.erase(erased)).isFalse();
            assertThat(SealedText.open(held, CONTEXT, sealedText)).isEmpty();
            assertThatExceptionOfType(PersonErased.class)
                    .isThrownBy(() -> SealedText.seal(held, CONTEXT, NOTE, randomness));
            assertThat(unsealed(keys, people.getFirst(), kept)).isPresent();
            assertThatExceptionOfType(PersonErased.class).isThrownBy(() -> keys.ensure(people(7)));
            assertThat(keys.find(people(7).getLast()))
                    .as("nobody got a key beside the erased")
                    .isEmpty();
            keys.ensure(people(7).subList(5, 7));
        }
        assertThat(indexOf(Files.readAllBytes(file), erased.bytes())).isNegative();
        assertThat(indexOf(Files.readAllBytes(file), people.getFirst().bytes())).isPositive();
        try (PersonKeys keys = open()) {
            assertThat(keys.size()).isEqualTo(6);
            assertThat(keys.find(erased)).isEmpty();
            keys.ensure(List.of(erased));
            assertThat(unsealed(keys, erased, sealedText)).isEmpty();
        }
    }

    @Test
    void theLastOneCanBeErased() throws Exception {
        try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness)) {
            keys.ensure(people.subList(0, 1));
            keys.erase(people.getFirst());
        }
        try (PersonKeys keys = open()) {
            assertThat(keys.size()).isZero();
        }
    }

    @Test
    void missingIsNotEmptyAndAnExistingFileIsNotOverwritten() throws Exception {
        assertThat(PersonKeys.open(file, keyStore, randomness)).isEqualTo(new PersonKeys.Opening.Missing());
        PersonKeys.create(file, keyStore, randomness).close();
        assertThatIOException()
                .isThrownBy(() -> PersonKeys.create(file, keyStore, randomness))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aTornTailIsCutOffWhereverItWasTorn() throws Exception {
        byte[] whole = twoRecords();
        int firstEnd = 8 + 8 + 2 * 92;
        for (int length = 8; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (PersonKeys keys = open()) {
                assertThat(keys.size()).isEqualTo(length < firstEnd ? 0 : 2);
                long good = length < firstEnd ? 8 : firstEnd;
                assertThat(keys.tornBytes()).isEqualTo(length - good);
                assertThat(Files.size(file)).isEqualTo(good);
                keys.ensure(people);
            }
            try (PersonKeys keys = open()) {
                assertThat(keys.size()).isEqualTo(5);
            }
        }
    }

    @Test
    void aFileWithoutItsStartIsDamagedAtItsStart() throws Exception {
        byte[] whole = twoRecords();
        for (int length = 0; length < 8; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(PersonKeys.open(file, keyStore, randomness))
                    .isInstanceOfSatisfying(
                            PersonKeys.Opening.Damaged.class,
                            damage -> assertThat(damage.offset()).isZero());
        }
    }

    @Test
    void aTornTailOfZerosIsCutOff() throws Exception {
        byte[] whole = twoRecords();
        Files.write(file, new byte[300], StandardOpenOption.APPEND);
        try (PersonKeys keys = open()) {
            assertThat(keys.size()).isEqualTo(5);
            assertThat(keys.tornBytes()).isEqualTo(300);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void aFlippedBitNeverGivesOtherKeys() throws Exception {
        byte[] whole = twoRecords();
        int firstEnd = 8 + 8 + 2 * 92;
        byte[] note = sealedByFirst();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(whole.length * 8);
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, flipped);
            PersonKeys.Opening opening = PersonKeys.open(file, keyStore, randomness);
            if (bit / 8 < firstEnd) {
                long offset = bit / 8 < 8 ? 0 : 8;
                assertThat(opening)
                        .isInstanceOfSatisfying(
                                PersonKeys.Opening.Damaged.class,
                                damage -> assertThat(damage.offset()).isEqualTo(offset));
                assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
            } else {
                try (PersonKeys keys = ((PersonKeys.Opening.Opened) opening).personKeys()) {
                    assertThat(keys.size()).isEqualTo(2);
                    assertThat(keys.tornBytes()).isEqualTo(whole.length - firstEnd);
                    assertThat(unsealed(keys, people.getFirst(), note)).isPresent();
                }
            }
        }
    }

    @Test
    void theFileOfAnotherKeyStoreIsRefusedAndLeftAlone() throws Exception {
        byte[] whole = twoRecords();
        KeyStore other = KeyStore.create(directory.resolve("other.json"), null, new KdfProfile(8, 1, 1), randomness);
        assertThat(PersonKeys.open(file, other, randomness))
                .isEqualTo(new PersonKeys.Opening.Damaged(
                        16, "an entry does not open with this key store: it belongs to another, or is damaged"));
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void aRecordThatStandsTwiceIsDamage() throws Exception {
        byte[] whole = twoRecords();
        Files.write(file, Arrays.copyOfRange(whole, 8, whole.length), StandardOpenOption.APPEND);
        assertThat(PersonKeys.open(file, keyStore, randomness))
                .isEqualTo(new PersonKeys.Opening.Damaged(whole.length + 8, "the same PID has two entries"));
    }

    @Test
    void whenWritingFailsTheFileIsCutBackAndNobodyHasAKey() throws Exception {
        FailingSteps steps = new FailingSteps();
        int step = 0;
        try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness, steps)) {
            keys.ensure(people.subList(0, 1));
            byte[] before = Files.readAllBytes(file);
            while (true) {
                steps.failAt(step++, 1);
                if (ensured(keys)) {
                    break;
                }
                assertThat(keys.size()).isEqualTo(1);
                assertThat(keys.find(people.getLast())).isEmpty();
                assertThat(Files.readAllBytes(file)).isEqualTo(before);
            }
            assertThat(step).isEqualTo(6);
        }
        try (PersonKeys keys = open()) {
            assertThat(keys.size()).isEqualTo(5);
        }
    }

    @Test
    void whenCuttingBackFailsTooNothingIsWrittenAgain() throws Exception {
        FailingSteps steps = new FailingSteps();
        try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness, steps)) {
            keys.ensure(people.subList(0, 1));
            steps.failAt(1, 3);
            assertThat(ensured(keys)).isFalse();
            steps.failAt(-1, 0);
            assertThatIOException().isThrownBy(() -> keys.ensure(people)).withMessageContaining("opened anew");
            assertThatIOException().isThrownBy(() -> keys.erase(people.getFirst()));
            assertThat(keys.find(people.getFirst())).isPresent();
            assertThat(steps.done).isEmpty();
        }
        try (PersonKeys keys = open()) {
            assertThat(keys.size()).isEqualTo(1);
            assertThat(keys.tornBytes()).isPositive();
        }
    }

    @Test
    void aCrashWhileErasingLeavesTheOldFileOrTheNewOne() throws Exception {
        FailingSteps steps = new FailingSteps();
        int step = 0;
        for (boolean failed = true; failed; step++) {
            Files.deleteIfExists(file);
            try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness, steps)) {
                keys.ensure(people);
                steps.failAt(step, 1);
                failed = !erased(keys);
                assertThat(keys.find(people.getFirst()).isPresent()).isEqualTo(failed);
            }
            boolean renamed = steps.done.contains("force directory");
            try (PersonKeys keys = open()) {
                assertThat(keys.size()).isEqualTo(renamed ? 4 : 5);
                assertThat(keys.tornBytes()).isZero();
            }
        }
        assertThat(step).isGreaterThan(4);
    }

    @Test
    void aHundredThousandKeysOpenInTwoSeconds() throws Exception {
        List<Pid> many = people(100_000);
        try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness)) {
            keys.ensure(many);
        }
        // Time of this thread and not of the clock on the wall, since other builds share the machine.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long startNs = threads.getCurrentThreadCpuTime();
        try (PersonKeys keys = open()) {
            assertThat(keys.size()).isEqualTo(100_000);
            assertThat(threads.getCurrentThreadCpuTime() - startNs).isLessThan(2_000_000_000L);
        }
    }

    @Test
    void manyPersonsCostOneForce() throws Exception {
        FailingSteps steps = new FailingSteps();
        try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness, steps)) {
            steps.failAt(-1, 0);
            keys.ensure(people(2_000));
            assertThat(steps.done.stream().filter("force"::equals)).hasSize(1);
        }
    }

    @Test
    void aTextOpensOnlyWithItsKeyContextAndBits() throws PersonErased {
        PersonKey key = PersonKey.generate(randomness);
        byte[] sealed = SealedText.seal(key, CONTEXT, NOTE, randomness);
        assertThat(sealed).hasSize(NOTE.length + SealedText.OVERHEAD_BYTES);
        assertThat(indexOf(sealed, NOTE)).isNegative();
        assertThat(SealedText.open(key, CONTEXT, sealed))
                .hasValueSatisfying(note -> assertThat(note).isEqualTo(NOTE));
        assertThat(SealedText.open(PersonKey.generate(randomness), CONTEXT, sealed))
                .isEmpty();
        assertThat(SealedText.open(key, NOTE, sealed)).isEmpty();
        assertThat(SealedText.open(key, new byte[0], sealed)).isEmpty();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(SealedText.open(key, CONTEXT, flipped)).isEmpty();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(SealedText.open(key, CONTEXT, Arrays.copyOf(sealed, length)))
                    .isEmpty();
        }
        assertThat(SealedText.seal(key, CONTEXT, NOTE, randomness)).isNotEqualTo(sealed);
        assertThat(key.toString()).isEqualTo("PersonKey");
    }

    /** A file with a record of two keys and one of three. */
    private byte[] twoRecords() throws Exception {
        try (PersonKeys keys = PersonKeys.create(file, keyStore, randomness)) {
            keys.ensure(people.subList(0, 2));
            keys.ensure(new ArrayList<>(people));
        }
        return Files.readAllBytes(file);
    }

    private byte[] sealedByFirst() throws Exception {
        try (PersonKeys keys = open()) {
            return sealed(keys, people.getFirst());
        }
    }

    private boolean ensured(PersonKeys keys) {
        try {
            keys.ensure(people);
            return true;
        } catch (IOException | PersonErased _) {
            return false;
        }
    }

    private boolean erased(PersonKeys keys) {
        try {
            return keys.erase(people.getFirst());
        } catch (IOException _) {
            return false;
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }
}
