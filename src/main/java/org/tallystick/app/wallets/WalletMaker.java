package org.tallystick.app.wallets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.DataFolder;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.town.Newcomers;
import org.tallystick.app.town.Town;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.Mnemonic;
import org.tallystick.identity.PersonKeys;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.AtomicFile;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransactions;
import org.tallystick.node.PersonKeysVault;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.OwnerEntry;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.OwnerJournalFailed;
import org.tallystick.wallet.WalletHome;
import org.tallystick.wallet.WalletHome.Step;

/** Makes a wallet and its community in a folder beside and puts both in their place at once. One thread. */
final class WalletMaker {

    /** The secret that the words stand for, in the key file of a wallet. */
    static final String ENTROPY = "owner.entropy";

    private static final String TOWN_NAME = "Practice town";
    private static final String COMMUNITY_FACT = "community";
    private static final long TOWN_SEED = 12;

    private final WalletFolder place;
    private final Machine machine;
    private final int townWeeks;
    private final FarHubs far;
    private final Consumer<Step> progress;

    /** The hub elsewhere did not take the owner. */
    static final class NotAdmitted extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient HubJoining why;

        NotAdmitted(HubJoining why) {
            super("the hub did not take its newcomer");
            this.why = why;
        }

        HubJoining why() {
            return why;
        }
    }

    /** What is to be made. */
    @SuppressWarnings("ArrayRecordComponent")
    record Plan(String ownerName, Mnemonic words, char @Nullable [] password, WalletHome.Start start) {}

    WalletMaker(WalletFolder place, Machine machine, int townWeeks, FarHubs far, Consumer<Step> progress) {
        this.far = far;
        this.place = place;
        this.machine = machine;
        this.townWeeks = townWeeks;
        this.progress = progress;
    }

    /**
     * Makes it.
     *
     * @throws IOException when something cannot be made; nothing is left then
     */
    void make(Plan plan) throws IOException {
        Files.createDirectories(Objects.requireNonNull(
                place.root().toAbsolutePath().normalize().getParent(), "A folder stands in one"));
        place.deleteLeftovers();
        WalletFolder making = place.making();
        try (OwnerKeys keys = new OwnerKeys(plan.words())) {
            DataFolder.make(making.root());
            progress.accept(Step.KEYS);
            Machine costed = withPasswordCost(plan);
            makeWallet(making, plan, keys, costed);
            if (!(plan.start() instanceof WalletHome.Start.AtHub)) {
                progress.accept(Step.COMMUNITY);
                makeCommunity(making.community(), plan, keys.first(), costed);
            }
            AtomicFile.forceFolder(making.wallet());
            AtomicFile.forceFolder(making.root());
            // Not everywhere can a folder take the place of an empty one.
            Files.deleteIfExists(place.root());
            DataFolder.putInPlace(making.root(), place.root());
        } finally {
            DataFolder.delete(making.root());
        }
    }

    /** The cost of a password is found out once for all key files. */
    private Machine withPasswordCost(Plan plan) {
        KdfProfile cost = plan.password() == null
                ? KdfProfile.STANDARD
                : machine.passwordCost().get();
        return new Machine(machine.clock(), machine.randomness(), () -> cost);
    }

    private static char @Nullable [] copy(char @Nullable [] password) {
        return password == null ? null : password.clone();
    }

    private void makeWallet(WalletFolder folder, Plan plan, OwnerKeys keys, Machine costed) throws IOException {
        DataFolder.make(folder.wallet());
        byte[] entropy = plan.words().entropy();
        try (KeyStore keyStore = KeyStore.create(
                        folder.keys(),
                        copy(plan.password()),
                        costed.passwordCost().get(),
                        machine.randomness());
                PersonKeys persons = PersonKeys.create(folder.persons(), keyStore, machine.randomness())) {
            keyStore.put(ENTROPY, entropy);
            try (OwnerJournal journal = OwnerJournal.create(
                    folder.journal(), keys.first().pid(), new PersonKeysVault(persons, machine.randomness()))) {
                if (plan.start() instanceof WalletHome.Start.AtHub hub) {
                    joinElsewhere(journal, plan, keys, hub);
                }
            }
        } finally {
            Arrays.fill(entropy, (byte) 0);
        }
        String community = switch (plan.start()) {
            case WalletHome.Start.PracticeTown _ -> TOWN_NAME;
            case WalletHome.Start.OwnCommunity own -> own.name();
            case WalletHome.Start.AtHub hub -> JoiningHubs.nameOf(hub.offer());
        };
        boolean elsewhere = plan.start() instanceof WalletHome.Start.AtHub;
        folder.write(new WalletFolder.Card(plan.ownerName(), community, elsewhere));
    }

    /** Where the wallet is not put in its place after all, the account stays at the hub, and joining again does no harm. */
    private void joinElsewhere(OwnerJournal journal, Plan plan, OwnerKeys keys, WalletHome.Start.AtHub hub)
            throws IOException {
        progress.accept(Step.JOINING);
        HubOffer offer = hub.offer();
        if (offer.needsYes() && !hub.yes()) {
            throw new NotAdmitted(new HubJoining.NeedsYes());
        }
        FarHubs.Admission admission =
                far.join(offer, new FarHubs.Account(keys.of(OwnerKeys.account(offer)), plan.ownerName()));
        switch (admission) {
            case FarHubs.Admission.Out out -> throw new NotAdmitted(out.why());
            case FarHubs.Admission.In in -> {
                try {
                    journal.append(new OwnerEntry.HubJoined(
                            JoiningHubs.joined(offer, JoiningHubs.nameOf(offer), 0, in.pin()),
                            machine.clock().wallMs()));
                } catch (OwnerJournalFailed failed) {
                    throw new IOException("the hub that was joined cannot be written down", failed);
                }
            }
        }
    }

    private void makeCommunity(Path folder, Plan plan, KeyPair owner, Machine costed) throws IOException {
        NewFolder.Outcome outcome = switch (plan.start()) {
            case WalletHome.Start.PracticeTown _ ->
                Town.make(folder, copy(plan.password()), TOWN_SEED, townWeeks, costed, app -> {
                            Ids ids = new Ids(machine.clock(), machine.randomness());
                            join(app, plan, owner, ids);
                            new Newcomers(app, TOWN_SEED, townWeeks, ids).welcome(owner.pid());
                            progress.accept(Step.CHECKING);
                        })
                        .folder();
            case WalletHome.Start.OwnCommunity own ->
                NewFolder.make(folder, copy(plan.password()), false, costed, app -> {
                    NewFolder.submit(app.node(), begin(own));
                    join(app, plan, owner, new Ids(machine.clock(), machine.randomness()));
                    progress.accept(Step.CHECKING);
                });
            case WalletHome.Start.AtHub _ ->
                throw new IllegalArgumentException("A community elsewhere is not made here");
        };
        if (!(outcome instanceof NewFolder.Outcome.Made)) {
            throw new IOException("what was made in " + folder + " does not verify");
        }
    }

    private static org.tallystick.node.HubTransaction begin(WalletHome.Start.OwnCommunity own) {
        Json.Obj fact = Json.object()
                .put("fact", COMMUNITY_FACT)
                .put("name", own.name())
                .build();
        return HubTransactions.imported(
                COMMUNITY_FACT,
                List.of(),
                List.of(fact),
                List.of(new Operation.DefineEquivalent(
                        own.unit().code(), own.unit().precision(), true)));
    }

    private static void join(NodeApp app, Plan plan, KeyPair owner, Ids ids) throws IOException {
        Json.Obj fields = Json.object()
                .put("statement_id", ids.next())
                .put("display_name", plan.ownerName())
                .put("type", "person")
                .put("public_key", owner.publicKey().text())
                .build();
        Answer answer = app.node()
                .submit(SignedStatement.sign(
                        owner, "participant.register", app.node().hub(), fields))
                .join();
        if (answer instanceof Answer.Refused no) {
            throw new IOException(
                    "the community did not take its owner: " + no.refusal().code());
        }
    }
}
