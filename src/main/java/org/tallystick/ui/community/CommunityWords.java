package org.tallystick.ui.community;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ui.control.Part;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.Names;
import org.tallystick.wallet.AdminAct.Step;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnHub.AuditEntry;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Wallet;

/** What a hub's people, acts and troubles are called. Immutable; any thread. */
final class CommunityWords {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;
    private static final String LOG = "community.log.";
    private static final String STATUS = "status";

    private final Messages messages;
    private final Pid me;

    CommunityWords(Messages messages, Pid me) {
        this.messages = messages;
        this.me = me;
    }

    /** What a standing is called. */
    String status(AccountStatus status) {
        return messages.text("community.status." + status.name());
    }

    /** What it means. */
    String statusText(AccountStatus status, String name) {
        return messages.text("community.status." + status.name() + ".text", name);
    }

    /** How it stands out. */
    static Tone tone(AccountStatus status) {
        return switch (status) {
            case ACTIVE -> Tone.OWED;
            case PENDING -> Tone.WARNING;
            case FROZEN -> Tone.HELD;
            case BANNED -> Tone.DANGER;
            case UNCLAIMED, LEFT -> Tone.NEUTRAL;
        };
    }

    /** How long something takes or took, to the largest two parts. */
    String duration(long seconds) {
        if (seconds < MINUTE) {
            return messages.text("community.seconds", seconds);
        }
        if (seconds < HOUR) {
            return messages.text("community.minutes", seconds / MINUTE);
        }
        if (seconds < DAY) {
            return messages.text("community.hours", seconds / HOUR, seconds % HOUR / MINUTE);
        }
        return messages.text("community.days", seconds / DAY, seconds % DAY / HOUR);
    }

    /** What one is about to do to somebody. */
    Sentence confirm(Step step, String owner, PersonCard person) {
        return Sentence.of(
                messages.pattern("community.confirm." + step.name()), Part.bold(owner), Part.bold(Names.of(person)));
    }

    /** The button that does it. */
    String button(Step step) {
        return messages.text("community.act." + step.name());
    }

    /** What was done. */
    String done(Step step, PersonCard person) {
        return messages.text("community.done." + step.name(), Names.of(person));
    }

    /** Who did what to whom. */
    Sentence log(AuditEntry entry) {
        Part by = entry.by()
                .map(who -> who.pid().equals(me) ? Part.plain(messages.text("pay.you")) : Part.bold(Names.of(who)))
                .orElseGet(() -> Part.plain(messages.text("community.log.program")));
        Part object = entry.whom()
                .map(who -> who.pid().equals(me) ? Part.plain(messages.text(you(entry))) : Part.bold(Names.of(who)))
                .or(() -> entry.unit().map(Part::bold))
                .orElse(Part.plain(""));
        Map<String, String> after = entry.after();
        String key = LOG + kind(entry);
        Part value = Part.bold(value(entry));
        if (!messages.has(key)) {
            return Sentence.of(messages.pattern(LOG + "other"), by, Part.plain(entry.action()), object);
        }
        return after.size() > 1 && isSettings(entry)
                ? Sentence.of(messages.pattern(LOG + "settings"), by)
                : Sentence.of(messages.pattern(key), by, object, value);
    }

    /** Whoever became the first ADMIN begins the sentence. */
    private static String you(AuditEntry entry) {
        return entry.by().isEmpty() ? "pay.you" : "community.you";
    }

    private static boolean isSettings(AuditEntry entry) {
        return switch (entry.action()) {
            case "admin.config", "admin.flags", "operator.settings" -> true;
            default -> false;
        };
    }

    /** The end of the key of the sentence. */
    private static String kind(AuditEntry entry) {
        Map<String, String> after = entry.after();
        if (isSettings(entry)) {
            Optional<String> registration = Optional.ofNullable(after.get("registration"));
            return registration
                    .map(word -> "registration." + word)
                    .orElseGet(() -> after.keySet().stream().findFirst().orElse("settings"));
        }
        return switch (entry.action()) {
            case "admin.equivalent" ->
                entry.before().isEmpty() ? "defined" : "unit." + ("true".equals(after.get("active")) ? "on" : "off");
            case "admin.roles" -> after.getOrDefault("roles", "").isEmpty() ? "rolesTaken" : "roles";
            default -> entry.action();
        };
    }

    private String value(AuditEntry entry) {
        return switch (entry.action()) {
            case "admin.equivalent" -> entry.after().getOrDefault("precision", "");
            case "admin.roles" -> roles(entry.after().getOrDefault("roles", ""));
            default -> entry.after().values().stream().findFirst().orElse("");
        };
    }

    private String roles(String words) {
        return Arrays.stream(words.split(", "))
                .map(word -> "community.role." + word)
                .map(key -> messages.has(key) ? messages.text(key) : key)
                .collect(Collectors.joining(", "));
    }

    /** Why an act was not done, and what would help; empty when it was. */
    String problem(AdminResult result) {
        return switch (result) {
            case AdminResult.Done _ -> "";
            case AdminResult.Unknown _ -> messages.text("community.refused.unknown");
            case AdminResult.Refused(String code, Map<String, String> details) -> refusal(code, details);
        };
    }

    private String refusal(String code, Map<String, String> details) {
        return switch (code) {
            case "E006" -> messages.text("community.refused.role");
            case "E009" -> messages.text("community.refused.field", details.getOrDefault("field", ""));
            case "E011" -> messages.text("community.refused.gone");
            case "E017" ->
                details.containsKey(STATUS)
                        ? messages.text("community.refused.status", statusWord(details.get(STATUS)))
                        : messages.text(
                                "last_admin".equals(details.get("reason"))
                                        ? "community.refused.last"
                                        : "community.refused.unchanged");
            case "E020" -> messages.text(Wallet.isCatchingUp(details) ? "refused.catchingUp" : "pay.refused.readOnly");
            default -> messages.text("community.refused.other", code);
        };
    }

    private String statusWord(String word) {
        return status(AccountStatus.ofWord(word));
    }

    /** Why it does not serve. */
    String trouble(OwnHub.Trouble trouble, int port) {
        return messages.text("community.trouble." + trouble.name(), Integer.toString(port));
    }
}
