package org.tallystick.feature.participant.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;

/**
 * How a profile changes: a member that was sent takes the place of the one before, a member that was sent as null goes, the rest
 * stays ({@code src/docs/format.md} §8). Any thread.
 */
public final class ProfileMerge {

    private ProfileMerge() {}

    /**
     * The profile after a change.
     *
     * @param before canonical JSON, if there was one
     * @param change canonical JSON
     * @return canonical JSON
     */
    public static String of(Optional<String> before, String change) {
        return CanonicalJson.text(merge(before.map(ProfileMerge::read).orElse(Json.Obj.EMPTY), read(change)));
    }

    /** A profile that was sent, as it is kept. */
    public static Json.Obj withoutNulls(Json.Obj sent) {
        return merge(Json.Obj.EMPTY, sent);
    }

    private static Json.Obj merge(Json.Obj before, Json.Obj change) {
        Json.Obj merged = before;
        for (Map.Entry<String, Json> member : change.fields().entrySet()) {
            merged = member.getValue() instanceof Json.Null
                    ? merged.without(member.getKey())
                    : merged.with(member.getKey(), member.getValue());
        }
        return merged;
    }

    /** A profile out of history or the projection. */
    public static Json.Obj read(String canonical) {
        try {
            return Json.readObject(canonical.getBytes(UTF_8));
        } catch (MalformedJson malformed) {
            throw new InvariantBroken("A profile was checked before it was kept", malformed);
        }
    }
}
