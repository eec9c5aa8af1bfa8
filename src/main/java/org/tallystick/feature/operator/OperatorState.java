package org.tallystick.feature.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tallystick.base.Checks.invariant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Role;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.UndoLog;
import org.tallystick.node.StatementRefused;

/** What the room knows: roles, settings, hashes of claim codes. Owned by the ledger thread; each change can be undone. */
final class OperatorState {

    /** The most people who have a role. */
    static final int MAX_PEOPLE = 1_000;

    private final TreeMap<Pid, Set<Role>> roles = new TreeMap<>();
    private final TreeMap<Pid, String> codeHashes = new TreeMap<>();
    private final Map<String, Pid> byCodeHash = new HashMap<>();

    /** Used codes, so that a claim whose answer was lost may be repeated; an account is claimed once, so one each at most. */
    private final TreeMap<String, Pid> claimed = new TreeMap<>();

    private OperatorSettings settings = OperatorSettings.DEFAULT;

    OperatorSettings settings() {
        return settings;
    }

    Set<Role> rolesOf(Pid pid) {
        return roles.getOrDefault(pid, Set.of());
    }

    Map<Pid, Set<Role>> roles() {
        return Collections.unmodifiableMap(new TreeMap<>(roles));
    }

    boolean full() {
        return roles.size() >= MAX_PEOPLE;
    }

    /** Whether anybody is an ADMIN, also one who has not registered yet. */
    boolean hasAdmin() {
        return roles.values().stream().anyMatch(one -> one.contains(Role.ADMIN));
    }

    /** Whether an ADMIN has an account that is not gone. */
    boolean hasAdminHere(LedgerView ledger) {
        return roles.entrySet().stream().anyMatch(entry -> {
            Account account = ledger.account(entry.getKey());
            return entry.getValue().contains(Role.ADMIN) && account != null && account.status() != AccountStatus.LEFT;
        });
    }

    /** Whether nobody could act as ADMIN any more without this participant. */
    boolean lastAdmin(Pid pid, LedgerView ledger) {
        return rolesOf(pid).contains(Role.ADMIN)
                && roles.entrySet().stream().noneMatch(entry -> {
                    Account account = ledger.account(entry.getKey());
                    return !entry.getKey().equals(pid)
                            && entry.getValue().contains(Role.ADMIN)
                            && account != null
                            && account.active();
                });
    }

    Optional<String> codeHashOf(Pid pid) {
        return Optional.ofNullable(codeHashes.get(pid));
    }

    Optional<Pid> ofCodeHash(String codeHash) {
        return Optional.ofNullable(byCodeHash.get(codeHash));
    }

    Optional<Pid> claimedBy(String codeHash) {
        return Optional.ofNullable(claimed.get(codeHash));
    }

    void setRoles(Pid pid, Set<Role> now, UndoLog undo) {
        Set<Role> before = rolesOf(pid);
        putRoles(pid, now);
        undo.onUndo(() -> putRoles(pid, before));
    }

    private void putRoles(Pid pid, Set<Role> now) {
        if (now.isEmpty()) {
            roles.remove(pid);
        } else {
            roles.put(pid, Set.copyOf(now));
        }
    }

    /** The first ADMIN takes the place of those who never came or are gone. */
    void setFirstAdmin(Pid pid, UndoLog undo) {
        for (Pid other : List.copyOf(roles.keySet())) {
            if (rolesOf(other).contains(Role.ADMIN)) {
                Set<Role> others = EnumSet.copyOf(rolesOf(other));
                others.remove(Role.ADMIN);
                setRoles(other, others, undo);
            }
        }
        Set<Role> own = EnumSet.of(Role.ADMIN);
        own.addAll(rolesOf(pid));
        setRoles(pid, own, undo);
    }

    void setSettings(OperatorSettings now, UndoLog undo) {
        OperatorSettings before = settings;
        settings = now;
        undo.onUndo(() -> settings = before);
    }

    /** Sets the hash of somebody's code, or takes it away. */
    void setCodeHash(Pid pid, Optional<String> now, UndoLog undo) {
        Optional<String> before = codeHashOf(pid);
        putCodeHash(pid, now);
        undo.onUndo(() -> putCodeHash(pid, before));
    }

    /** An account was claimed by its code, which counts no more. */
    void useCode(Pid pid, UndoLog undo) {
        String used = codeHashOf(pid).orElseThrow(() -> new InvariantBroken("An account is claimed by its code"));
        setCodeHash(pid, Optional.empty(), undo);
        Pid before = claimed.put(used, pid);
        undo.onUndo(() -> {
            if (before == null) {
                claimed.remove(used);
            } else {
                claimed.put(used, before);
            }
        });
    }

    private void putCodeHash(Pid pid, Optional<String> now) {
        String before = codeHashes.remove(pid);
        if (before != null) {
            byCodeHash.remove(before);
        }
        if (now.isPresent()) {
            codeHashes.put(pid, now.get());
            Pid other = byCodeHash.put(now.get(), pid);
            invariant(other == null, "A code claims one account");
        }
    }

    private static void write(Map<String, Pid> pids, DataOutput out) throws IOException {
        out.writeInt(pids.size());
        for (Map.Entry<String, Pid> entry : pids.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue().text());
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(CanonicalJson.text(SettingFields.json(settings, SettingFields.ALL)));
        out.writeInt(roles.size());
        for (Map.Entry<Pid, Set<Role>> entry : roles.entrySet()) {
            out.writeUTF(entry.getKey().text());
            out.writeUTF(CanonicalJson.text(AdminFields.json(entry.getValue())));
        }
        out.writeInt(codeHashes.size());
        for (Map.Entry<Pid, String> entry : codeHashes.entrySet()) {
            out.writeUTF(entry.getKey().text());
            out.writeUTF(entry.getValue());
        }
        write(claimed, out);
    }

    void readFrom(DataInput in) throws IOException {
        try {
            settings = SettingFields.change(OperatorSettings.DEFAULT, object(in), SettingFields.ALL);
            int people = in.readInt();
            for (int i = 0; i < people; i++) {
                Pid pid = new Pid(in.readUTF());
                putRoles(pid, AdminFields.roles(object(in)));
            }
        } catch (MalformedJson | StatementRefused damaged) {
            throw new IOException("A snapshot has unreadable roles or settings", damaged);
        }
        int codes = in.readInt();
        for (int i = 0; i < codes; i++) {
            putCodeHash(new Pid(in.readUTF()), Optional.of(in.readUTF()));
        }
        int used = in.readInt();
        for (int i = 0; i < used; i++) {
            claimed.put(in.readUTF(), new Pid(in.readUTF()));
        }
    }

    private static Json.Obj object(DataInput in) throws IOException, MalformedJson {
        return Json.readObject(in.readUTF().getBytes(UTF_8));
    }
}
