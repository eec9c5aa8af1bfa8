package org.tallystick.wallet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalEntry;
import org.tallystick.journal.JournalFiles;
import org.tallystick.journal.JournalOpening;
import org.tallystick.node.NodeFolder;
import org.tallystick.wallet.OwnerEntry.Contact;
import org.tallystick.wallet.OwnerEntry.ContactNamed;
import org.tallystick.wallet.OwnerEntry.HeadSeen;
import org.tallystick.wallet.OwnerEntry.HubJoined;
import org.tallystick.wallet.OwnerEntry.HubLeft;
import org.tallystick.wallet.OwnerEntry.OutboxIntent;
import org.tallystick.wallet.OwnerEntry.OutboxOutcome;
import org.tallystick.wallet.OwnerEntry.Outcome;
import org.tallystick.wallet.OwnerEntry.SettingChanged;

final class OwnerJournalTest {

    private static final Pid OWNER = key("owner").pid();
    private static final Pid HUB = key("hub").pid();
    private static final Optional<PublicKey> HUB_KEY = Optional.of(key("hub").publicKey());
    private static final KeyPair ANN = key("ann");
    private static final String HASH = "ab".repeat(32);

    private static final String JOINED =
            "{\"account\":0,\"at\":5,\"colour\":3,\"dialect\":\"tallystick\",\"entry\":\"hub.joined\",\"hub\":\""
                    + HUB.text()
                    + "\",\"key\":\"" + HUB_KEY.get().text()
                    + "\",\"name\":\"Riverside\",\"pin\":\"authority\",\"plain\":false,\"url\":\"https://hub.example\",\"v\":1}";

    @TempDir
    Path temp;

    private final TestVault vault = new TestVault();
    private final List<OwnerJournal> opened = new ArrayList<>();

    private static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(UTF_8)));
    }

    private JournalConfig config() {
        return JournalConfig.in(new NodeFolder(temp).ownerJournal()).withSizes(1 << 20, 4096);
    }

    private OwnerJournal open() throws IOException {
        OwnerOpening opening = OwnerJournal.openOrCreate(config(), OWNER, vault);
        assertThat(opening).isInstanceOf(OwnerOpening.Opened.class);
        OwnerJournal journal = ((OwnerOpening.Opened) opening).journal();
        opened.add(journal);
        return journal;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(OwnerJournal::close);
    }

    private static OutboxIntent intent(String txId) {
        SignedStatement statement = SignedStatement.sign(
                ANN,
                "payment.create",
                HUB,
                Json.object().put("tx_id", txId).put("description", "for bread").build());
        return new OutboxIntent(txId, HUB, ANN.pid(), Optional.of(statement), 2_000, -1, 1_000);
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() throws Exception {
        try (OwnerJournal journal = open()) {
            journal.append(intent("p1"));
            journal.append(intent("p2"));
            journal.append(new OutboxOutcome("p1", new Outcome.Refused("E002"), 1_500));
            journal.append(new OutboxOutcome("p2", new Outcome.Unknown(), 1_500));
            journal.append(new HeadSeen(new Head(HUB, 0, 7, HASH)));
            journal.append(new HeadSeen(new Head(HUB, 0, 5, HASH)));
            journal.append(new ContactNamed(new Contact(HUB, ANN.pid()), Optional.of("Ann \uD83E\uDD56")));
            journal.append(new ContactNamed(new Contact(HUB, OWNER), Optional.of("me")));
            journal.append(new ContactNamed(new Contact(HUB, OWNER), Optional.empty()));
            journal.append(new SettingChanged("theme", Optional.of("dark")));
            journal.append(new SettingChanged("theme", Optional.of("light")));
            assertThat(journal.size()).isEqualTo(11);
        }
        OwnerState state = open().state();
        assertThat(state.outbox()).containsExactly(intent("p2"));
        assertThat(state.isUnsure("p2")).isTrue();
        assertThat(state.outcome("p1")).contains(new Outcome.Refused("E002"));
        assertThat(state.outcome("p2")).isEmpty();
        assertThat(state.head(HUB)).contains(new Head(HUB, 0, 7, HASH));
        assertThat(state.contacts()).containsOnly(Map.entry(new Contact(HUB, ANN.pid()), "Ann \uD83E\uDD56"));
        assertThat(state.settings()).isEqualTo(Map.of("theme", "light"));
    }

    /** These texts stand for ever: a later version has to read them. */
    @Test
    void entriesAreWrittenAsTheyAreWrittenDown() throws Exception {
        OwnerEntryCodec codec = new OwnerEntryCodec(vault);
        Map<OwnerEntry, String> written = new HashMap<>(Map.of(
                new OutboxOutcome("p1", new Outcome.Committed(3), 5),
                "{\"at\":5,\"entry\":\"outbox.outcome\",\"height\":3,\"outcome\":\"committed\",\"tx_id\":\"p1\",\"v\":1}",
                new OutboxOutcome("p1", new Outcome.Refused("E002"), 5),
                "{\"at\":5,\"code\":\"E002\",\"entry\":\"outbox.outcome\",\"outcome\":\"refused\",\"tx_id\":\"p1\",\"v\":1}",
                new OutboxOutcome("p1", new Outcome.Unknown(), 5),
                "{\"at\":5,\"entry\":\"outbox.outcome\",\"outcome\":\"unknown\",\"tx_id\":\"p1\",\"v\":1}",
                new HeadSeen(new Head(HUB, 1, 7, HASH)),
                "{\"block_hash\":\"" + HASH + "\",\"entry\":\"head\",\"epoch\":1,\"height\":7,\"hub\":\"" + HUB.text()
                        + "\",\"v\":1}",
                new ContactNamed(new Contact(HUB, OWNER), Optional.of("Me")),
                "{\"entry\":\"contact\",\"hub\":\"" + HUB.text() + "\",\"name\":\"Me\",\"pid\":\"" + OWNER.text()
                        + "\",\"v\":1}",
                new ContactNamed(new Contact(HUB, OWNER), Optional.empty()),
                "{\"entry\":\"contact\",\"hub\":\"" + HUB.text() + "\",\"pid\":\"" + OWNER.text() + "\",\"v\":1}",
                new SettingChanged("theme", Optional.of("dark")),
                "{\"entry\":\"setting\",\"name\":\"theme\",\"v\":1,\"value\":\"dark\"}",
                new SettingChanged("theme", Optional.empty()),
                "{\"entry\":\"setting\",\"name\":\"theme\",\"v\":1}"));
        written.put(
                new HubJoined(joined("Riverside", Optional.of("sha256/" + "A".repeat(43) + "=")), 5),
                "{\"account\":0,\"at\":5,\"colour\":3,\"dialect\":\"tallystick\",\"entry\":\"hub.joined\",\"hub\":\""
                        + HUB.text() + "\",\"key\":\"" + HUB_KEY.get().text()
                        + "\",\"name\":\"Riverside\",\"pin\":\"sha256/" + "A".repeat(43)
                        + "=\",\"plain\":false,\"url\":\"https://hub.example\",\"v\":1}");
        written.put(
                new HubJoined(
                        new JoinedHub(
                                HUB,
                                Optional.empty(),
                                "http://10.0.0.7:8080",
                                "Mill",
                                0,
                                HubDialect.REFERENCE,
                                2,
                                Optional.empty(),
                                true),
                        5),
                "{\"account\":2,\"at\":5,\"colour\":0,\"dialect\":\"reference\",\"entry\":\"hub.joined\",\"hub\":\""
                        + HUB.text()
                        + "\",\"name\":\"Mill\",\"plain\":true,\"url\":\"http://10.0.0.7:8080\",\"v\":1}");
        written.put(new HubLeft(HUB, 5), "{\"at\":5,\"entry\":\"hub.left\",\"hub\":\"" + HUB.text() + "\",\"v\":1}");
        for (Map.Entry<OwnerEntry, String> entry : written.entrySet()) {
            assertThat(new String(codec.encode(entry.getKey()), UTF_8)).isEqualTo(entry.getValue());
            assertThat(codec.decode(entry.getValue().getBytes(UTF_8))).isEqualTo(entry.getKey());
        }
        Json.Obj intent = Json.readObject(codec.encode(intent("p1")));
        assertThat(CanonicalJson.text(intent.without("sealed")))
                .isEqualTo("{\"after_height\":-1,\"at\":1000,\"entry\":\"outbox.intent\",\"hub\":\"" + HUB.text()
                        + "\",\"signer\":\"" + ANN.pid().text() + "\",\"tx_id\":\"p1\",\"v\":1,\"valid_until\":2000}");
    }

    private static JoinedHub joined(String name, Optional<String> pin) {
        return new JoinedHub(HUB, HUB_KEY, "https://hub.example", name, 3, HubDialect.TALLYSTICK, 0, pin, false);
    }

    @Test
    void whatIsSaidLastOfAHubCountsUntilItIsLeft() throws Exception {
        try (OwnerJournal journal = open()) {
            journal.append(new HubJoined(joined("Riverside", Optional.empty()), 1));
            journal.append(new HubJoined(joined("Our hub", Optional.of("authority")), 2));
        }
        OwnerJournal journal = open();
        assertThat(journal.state().hubs()).containsExactly(joined("Our hub", Optional.of("authority")));
        journal.append(new HubLeft(HUB, 3));
        assertThat(journal.state().hubs()).isEmpty();
        assertThat(journal.state().joined(HUB)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> journal.append(new HubLeft(HUB, 4)));
        journal.close();
        assertThat(open().state().hubs()).isEmpty();
    }

    @Test
    void moreHubsThanAreAllowedAreNotJoined() throws Exception {
        OwnerJournal journal = open();
        for (int number = 0; number < Hubs.MAX_HUBS; number++) {
            journal.append(new HubJoined(hub("hub " + number), 1));
        }
        assertThatThrownBy(() -> journal.append(new HubJoined(hub("one more"), 1)))
                .isInstanceOfSatisfying(
                        OwnerJournalFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(OwnerJournalFailed.Reason.FULL));
        journal.append(new HubJoined(hub("hub 7"), 2));
    }

    private static JoinedHub hub(String name) {
        return new JoinedHub(
                key(name).pid(),
                Optional.of(key(name).publicKey()),
                "https://hub.example",
                name,
                0,
                HubDialect.TALLYSTICK,
                0,
                Optional.empty(),
                false);
    }

    private void appendRaw(String text) throws Exception {
        open().close();
        Journal raw = ((JournalOpening.Opened) Journal.open(config(), 0)).journal();
        byte[] bytes = text.getBytes(UTF_8);
        raw.append(JournalEntry.of(raw.height() + 1, Sha256.of(raw.hash(), bytes), (byte) 0, bytes));
        raw.close();
    }

    @Test
    void anEntryOfANewerProgramStopsTheOpeningAndIsNamed() throws Exception {
        appendRaw("{\"entry\":\"setting\",\"name\":\"theme\",\"v\":2,\"value\":\"dark\"}");
        assertThat(OwnerJournal.open(config(), OWNER, vault)).isEqualTo(new OwnerOpening.UnknownEntry(0, "setting", 2));
    }

    @Test
    void anEntryOfAnUnknownKindStopsTheOpeningAndIsNamed() throws Exception {
        open().append(new SettingChanged("theme", Optional.of("dark")));
        appendRaw("{\"entry\":\"till\",\"v\":1}");
        assertThat(OwnerJournal.open(config(), OWNER, vault)).isEqualTo(new OwnerOpening.UnknownEntry(1, "till", 1));
    }

    @Test
    void whatIsNoEntryIsNotReadAsOne() throws Exception {
        for (String text : List.of(
                "{\"entry\":\"setting\",\"v\":1,\"name\":\"theme\",\"more\":1}",
                "{\"entry\":\"setting\",\"v\":1,\"name\":\"THEME\"}",
                "{\"entry\":\"outbox.outcome\",\"v\":1,\"tx_id\":\"p\",\"at\":1,\"outcome\":\"paid\"}",
                "{\"entry\":\"head\",\"v\":1,\"hub\":\"x\",\"epoch\":0,\"height\":0,\"block_hash\":\"" + HASH + "\"}",
                "{\"entry\":\"head\"}",
                JOINED.replace("https", "ftp"),
                JOINED.replace("hub.example", "hub example"),
                JOINED.replace("tallystick", "esperanto"),
                JOINED.replace("\"colour\":3", "\"colour\":8"),
                JOINED.replace(HUB_KEY.get().text(), ANN.publicKey().text()),
                JOINED.replace("\"key\":\"" + HUB_KEY.get().text() + "\",", ""),
                JOINED.replace("authority", "sha1/AAAA"),
                JOINED.replace("Riverside", ""),
                JOINED.replace("\"v\":1", "\"v\":1,\"more\":1"),
                "[]")) {
            assertThatThrownBy(() -> new OwnerEntryCodec(vault).decode(text.getBytes(UTF_8)))
                    .as(text)
                    .isInstanceOf(org.tallystick.base.MalformedJson.class);
        }
        appendRaw("[]");
        assertThat(OwnerJournal.open(config(), OWNER, vault)).isInstanceOf(OwnerOpening.Broken.class);
    }

    @Test
    void anOutcomeWithoutItsIntentIsABrokenChain() throws Exception {
        appendRaw("{\"at\":5,\"entry\":\"outbox.outcome\",\"outcome\":\"unknown\",\"tx_id\":\"p1\",\"v\":1}");
        assertThat(OwnerJournal.open(config(), OWNER, vault))
                .isEqualTo(new OwnerOpening.Broken(0, "no such open intent"));
    }

    @Test
    void anEntryThatDoesNotFollowTheOneBeforeIsFound() throws Exception {
        open().append(new SettingChanged("theme", Optional.of("dark")));
        Journal raw = ((JournalOpening.Opened) Journal.open(config(), 0)).journal();
        byte[] bytes = "{\"entry\":\"setting\",\"name\":\"theme\",\"v\":1}".getBytes(UTF_8);
        raw.append(JournalEntry.of(1, Sha256.of(bytes), (byte) 0, bytes));
        raw.close();
        assertThat(OwnerJournal.open(config(), OWNER, vault))
                .isEqualTo(new OwnerOpening.Broken(1, "it does not follow from the entry before"));
    }

    @Test
    void aJournalOlderThanItsTipIsRefusedAsTheLedgersIs() throws Exception {
        Path folder = config().folder();
        Path segment = folder.resolve("00000000.segment");
        byte[] older;
        try (OwnerJournal journal = open()) {
            journal.append(intent("p1"));
            older = Files.readAllBytes(segment);
            journal.append(new OutboxOutcome("p1", new Outcome.Refused("E002"), 1_500));
        }
        Files.write(segment, older);
        OwnerOpening opening = OwnerJournal.open(config(), OWNER, vault);
        assertThat(opening)
                .isInstanceOfSatisfying(
                        OwnerOpening.NotServed.class,
                        refused -> assertThat(refused.why())
                                .isInstanceOfSatisfying(JournalOpening.MissingAcknowledged.class, missing -> {
                                    assertThat(missing.heightFound()).isZero();
                                    assertThat(missing.heightKnown()).isEqualTo(1);
                                }));
        assertThat(OwnerJournal.openOrCreate(config(), OWNER, vault)).isEqualTo(opening);
    }

    @Test
    void aFolderWithoutAJournalIsNotTakenForAnEmptyOne() throws IOException {
        assertThat(OwnerJournal.open(config(), OWNER, vault))
                .isInstanceOfSatisfying(
                        OwnerOpening.NotServed.class,
                        refused -> assertThat(refused.why()).isInstanceOf(JournalOpening.NotAJournal.class));
    }

    @Test
    void theJournalOfAnotherOwnerIsNotOpened() throws IOException {
        open().close();
        assertThat(OwnerJournal.open(config(), HUB, vault)).isEqualTo(new OwnerOpening.OfAnother());
    }

    @Test
    void whatCannotFollowIsNotWritten() throws Exception {
        OwnerJournal journal = open();
        journal.append(intent("p1"));
        journal.append(new HeadSeen(new Head(HUB, 0, 7, HASH)));
        for (OwnerEntry entry : List.of(
                intent("p1"),
                new OutboxOutcome("p2", new Outcome.Unknown(), 1),
                new OwnerEntry.ProofReceived("p2", ANN.pid(), Optional.empty()),
                new HeadSeen(new Head(HUB, 0, 7, "cd".repeat(32))))) {
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(entry));
        }
        journal.append(new OutboxOutcome("p1", new Outcome.Refused("E002"), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> journal.append(intent("p1")));
        assertThat(journal.size()).isEqualTo(3);
    }

    @Test
    void thereAreLimitsAndWhatIsThereStaysChangeable() throws Exception {
        OwnerJournal journal = open();
        OwnerState full = journal.state();
        for (int i = 0; i < OwnerLimits.MAX_SETTINGS; i++) {
            full.add(new SettingChanged("s" + i, Optional.of("x")), i);
        }
        for (int i = 0; i < OwnerLimits.MAX_OPEN_INTENTS; i++) {
            full.add(intent("p" + i), i);
        }
        for (OwnerEntry entry : List.of(new SettingChanged("more", Optional.of("x")), intent("more"))) {
            assertThatThrownBy(() -> journal.append(entry))
                    .isInstanceOfSatisfying(
                            OwnerJournalFailed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(OwnerJournalFailed.Reason.FULL));
        }
        assertThat(journal.size()).isZero();
        journal.append(new SettingChanged("s1", Optional.of("y")));
        journal.append(new SettingChanged("s2", Optional.empty()));
        journal.append(new SettingChanged("more", Optional.of("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SettingChanged("a b", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SettingChanged("a", Optional.of("x".repeat(5_000))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContactNamed(new Contact(HUB, OWNER), Optional.of(" ")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Refused("no such code"));
    }

    @Test
    void anEntryThatTheDiskDidNotTakeIsNotThereAndTheNextOneIs() throws Exception {
        int[] forcesUntilFault = {-1};
        JournalConfig faulty = config().withFiles(failingForces(forcesUntilFault));
        OwnerJournal journal = OwnerJournal.create(faulty, OWNER, vault);
        opened.add(journal);
        journal.append(new SettingChanged("a", Optional.of("1")));
        forcesUntilFault[0] = 0;
        assertThatThrownBy(() -> journal.append(new SettingChanged("a", Optional.of("2"))))
                .isInstanceOfSatisfying(
                        OwnerJournalFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(OwnerJournalFailed.Reason.DISK));
        assertThat(journal.state().setting("a")).contains("1");
        journal.append(new SettingChanged("b", Optional.of("3")));
        journal.close();
        assertThat(open().state().settings()).isEqualTo(Map.of("a", "1", "b", "3"));
    }

    /** The real disk, on which one force fails when the count reaches zero. */
    private static JournalFiles failingForces(int[] until) {
        JournalFiles real = JournalFiles.real();
        return proxy(
                JournalFiles.class,
                real,
                (name, answer) -> name.equals("openToWrite")
                        ? proxy(JournalFiles.OpenFile.class, (JournalFiles.OpenFile) answer.get(), (inner, call) -> {
                            if (inner.equals("force") && until[0] >= 0 && until[0]-- == 0) {
                                throw new IOException("the disk says no");
                            }
                            return call.get();
                        })
                        : answer.get());
    }

    private interface Call {
        Object get() throws Throwable;
    }

    private interface Around {
        Object call(String name, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Around around) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) -> around.call(method.getName(), () -> {
                    try {
                        return method.invoke(real, given);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                })));
    }

    @Test
    void afterAnErasureTheStatementIsInNoFileAndTheChainStillHolds() throws Exception {
        try (OwnerJournal journal = open()) {
            journal.append(intent("p1"));
        }
        assertThat(open().intent("p1")).contains(intent("p1"));
        byte[] file = Files.readAllBytes(config().folder().resolve("00000000.segment"));
        assertThat(new String(file, ISO_8859_1)).contains("outbox.intent").doesNotContain("bread");
        vault.destroy(ANN.pid());
        OwnerJournal journal = open();
        assertThat(journal.state().outbox()).hasSize(1);
        assertThat(journal.state().outbox().getFirst().statement()).isEmpty();
        vault.ensure(List.of(ANN.pid()));
        assertThat(open().state().outbox().getFirst().statement()).isEmpty();
        assertThatThrownBy(() -> journal.append(new OutboxIntent("p2", HUB, ANN.pid(), Optional.empty(), 1, -1, 1)))
                .isInstanceOf(OwnerJournalFailed.class);
    }

    @Test
    void anyOrderOfEntriesFoldsToWhatANaiveBookkeeperHas() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            JournalConfig config =
                    JournalConfig.in(temp.resolve("random-" + seed)).withSizes(1 << 16, 4096);
            Map<String, String> settings = new TreeMap<>();
            List<String> open = new ArrayList<>();
            try (OwnerJournal journal = OwnerJournal.create(config, OWNER, vault)) {
                for (int step = 0; step < 60; step++) {
                    journal.append(randomEntry(random, step, settings, open));
                }
            }
            OwnerOpening opening = OwnerJournal.open(config, OWNER, vault);
            try (OwnerJournal journal = ((OwnerOpening.Opened) opening).journal()) {
                assertThat(journal.state().settings()).isEqualTo(settings);
                assertThat(journal.state().outbox())
                        .extracting(OutboxIntent::txId)
                        .containsExactlyElementsOf(open);
                assertThat(journal.size()).isEqualTo(60);
            }
        }
    }

    private static OwnerEntry randomEntry(Random random, int step, Map<String, String> settings, List<String> open) {
        int kind = random.nextInt(4);
        if (kind == 0) {
            open.add("p" + step);
            return intent("p" + step);
        }
        if (kind == 1 && !open.isEmpty()) {
            String txId = open.get(random.nextInt(open.size()));
            if (random.nextBoolean()) {
                return new OutboxOutcome(txId, new Outcome.Unknown(), step);
            }
            open.remove(txId);
            return new OutboxOutcome(txId, new Outcome.Committed(step), step);
        }
        String name = "s" + random.nextInt(5);
        if (kind == 2) {
            settings.remove(name);
            return new SettingChanged(name, Optional.empty());
        }
        settings.put(name, "v" + step);
        return new SettingChanged(name, Optional.of("v" + step));
    }
}
