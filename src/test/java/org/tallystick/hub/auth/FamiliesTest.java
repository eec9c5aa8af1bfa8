package org.tallystick.hub.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.http.ApiError;
import org.tallystick.identity.Sha256;
import org.tallystick.journal.EntryChain;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalOpening;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

final class FamiliesTest {

    private static final long DAY_MS = 86_400_000;

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_000_000_000);
    private final List<Families> opened = new ArrayList<>();

    private Path folder() {
        return temp.resolve("hub");
    }

    private FamiliesOpening tryOpen() throws IOException {
        return Families.open(folder(), TestNode.HUB.pid(), AuthLimits.DEFAULT, clock);
    }

    private Families open() throws IOException {
        opened.forEach(Families::close);
        FamiliesOpening opening = tryOpen();
        assertThat(opening).isInstanceOf(FamiliesOpening.Opened.class);
        Families families = ((FamiliesOpening.Opened) opening).families();
        opened.add(families);
        return families;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Families::close);
    }

    private Family family(String id, String name) {
        return new Family(
                id, TestNode.pid(name), TestNode.key(name).publicKey(), id + "-1", clock.wallMs() + 7 * DAY_MS);
    }

    private long later() {
        return clock.wallMs() + 7 * DAY_MS;
    }

    @Test
    void familiesAreThereAgainAfterARestartAndThoseThatEndedAreNot() throws Exception {
        Families families = open();
        families.begin(family("a", "Ann"));
        families.begin(family("b", "Bob"));
        families.begin(family("c", "Cat"));
        assertThat(families.rotate("a", "a-1", "a-2", later())).isTrue();
        assertThat(families.end("b")).isTrue();
        families = open();
        assertThat(families.isLive("a")).isTrue();
        assertThat(families.isLive("b")).isFalse();
        assertThat(families.isLive("c")).isTrue();
        assertThat(families.rotate("a", "a-2", "a-3", later())).isTrue();
        families = open();
        assertThat(families.rotate("a", "a-3", "a-4", later())).isTrue();
        assertThat(families.count()).isEqualTo(2);
    }

    @Test
    void theSecondUseOfARefreshTokenEndsTheFamilyForGood() throws Exception {
        Families families = open();
        List<String> told = new ArrayList<>();
        families.onEnd(told::add);
        families.begin(family("a", "Ann"));
        assertThat(families.rotate("a", "a-1", "a-2", later())).isTrue();
        assertThat(families.rotate("a", "a-1", "a-3", later())).isFalse();
        assertThat(families.isLive("a")).isFalse();
        assertThat(told).containsExactly("a");
        assertThat(families.rotate("a", "a-2", "a-3", later())).isFalse();
        assertThat(open().isLive("a")).isFalse();
    }

    @Test
    void aFamilyWhoseTimeIsOverIsDroppedAtTheStart() throws Exception {
        Families families = open();
        families.begin(family("a", "Ann"));
        clock.pass(6 * DAY_MS);
        families.begin(family("b", "Bob"));
        clock.pass(DAY_MS);
        families = open();
        assertThat(families.isLive("a")).isFalse();
        assertThat(families.isLive("b")).isTrue();
    }

    @Test
    void theJournalIsWrittenAnewWithoutWhatNobodyNeeds() throws Exception {
        Families families = open();
        families.begin(family("a", "Ann"));
        for (int i = 1; i <= 40; i++) {
            assertThat(families.rotate("a", "a-" + i, "a-" + (i + 1), later())).isTrue();
        }
        open();
        Path current = onlyFolder();
        try (EntryChain chain = new EntryChain(((JournalOpening.Opened) org.tallystick.journal.Journal.open(
                        JournalConfig.in(current).withSizes(4 << 20, 256 << 10), 0))
                .journal())) {
            assertThat(chain.size()).isEqualTo(1);
        }
        assertThat(open().rotate("a", "a-41", "a-42", later())).isTrue();
    }

    private Path onlyFolder() throws IOException {
        opened.forEach(Families::close);
        try (Stream<Path> folders = Files.list(folder())) {
            List<Path> all = folders.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    @Test
    void theThirtyThirdFamilyOfSomebodyEndsTheOneThatWouldRunOutFirst() throws Exception {
        Families families = open();
        List<String> told = new ArrayList<>();
        families.onEnd(told::add);
        families.begin(family("of-bob", "Bob"));
        for (int i = 0; i < 33; i++) {
            families.begin(family("a" + i, "Ann"));
            clock.pass(1_000);
        }
        assertThat(told).containsExactly("a0");
        assertThat(families.isLive("a32")).isTrue();
        assertThat(families.isLive("of-bob")).isTrue();
    }

    @Test
    void allTogetherAreBounded() throws Exception {
        AuthLimits two = new AuthLimits(300_000, 900_000, 900_000, 16, 100, 32, 2);
        Families families =
                ((FamiliesOpening.Opened) Families.open(folder(), TestNode.HUB.pid(), two, clock)).families();
        opened.add(families);
        families.begin(family("a", "Ann"));
        families.begin(family("b", "Bob"));
        assertThatThrownBy(() -> families.begin(family("c", "Cat"))).isInstanceOf(ApiError.class);
        clock.pass(8 * DAY_MS);
        families.begin(family("c", "Cat"));
        assertThat(families.count()).isEqualTo(1);
    }

    @Test
    void allOfAParticipantEndAtOnceAndOnlyThoseOfAnotherKeyAfterAChange() throws Exception {
        Families families = open();
        families.begin(family("a", "Ann"));
        families.begin(family("b", "Bob"));
        families.revokeOthers(TestNode.pid("Ann"), TestNode.key("Ann").publicKey());
        assertThat(families.isLive("a")).isTrue();
        families.revokeOthers(TestNode.pid("Ann"), TestNode.key("Ann's next").publicKey());
        assertThat(families.isLive("a")).isFalse();
        families.revokeAll(TestNode.pid("Bob"));
        assertThat(families.count()).isZero();
        assertThat(open().count()).isZero();
    }

    @Test
    void theJournalOfAnotherHubIsRefused() throws Exception {
        open().close();
        assertThat(Families.open(folder(), TestNode.pid("another"), AuthLimits.DEFAULT, clock))
                .isInstanceOf(FamiliesOpening.OfAnother.class);
    }

    @Test
    void whatALaterProgramWroteIsNamed() throws Exception {
        open().close();
        append("{\"entry\":\"webhook\",\"v\":1}");
        assertThat(tryOpen()).isEqualTo(new FamiliesOpening.UnknownEntry(0, "webhook", 1));
    }

    @Test
    void anEntryThatCannotFollowIsRefused() throws Exception {
        open().close();
        append("{\"entry\":\"family.rotate\",\"expires_at\":1,\"family\":\"x\",\"refresh\":\"y\",\"v\":1}");
        assertThat(tryOpen()).isEqualTo(new FamiliesOpening.Broken(0));
    }

    private void append(String entry) throws Exception {
        JournalConfig config = JournalConfig.in(onlyFolder()).withSizes(4 << 20, 256 << 10);
        try (EntryChain chain =
                new EntryChain(((JournalOpening.Opened) org.tallystick.journal.Journal.open(config, 0)).journal())) {
            chain.append(entry.getBytes(UTF_8));
        }
    }

    @Test
    void aDamagedJournalIsNotBegunAnew() throws Exception {
        Families families = open();
        families.begin(family("a", "Ann"));
        families.begin(family("b", "Bob"));
        Path segment = onlyFolder().resolve("00000000.segment");
        byte[] bytes = Files.readAllBytes(segment);
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("family.begin");
        bytes[at] ^= 1;
        Files.write(segment, bytes);
        assertThat(tryOpen()).isInstanceOf(FamiliesOpening.NotServed.class);
        assertThat(Sha256.of(Files.readAllBytes(segment))).isEqualTo(Sha256.of(bytes));
    }
}
