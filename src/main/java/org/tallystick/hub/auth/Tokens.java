package org.tallystick.hub.auth;

import static org.tallystick.base.Checks.require;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;

/** Makes and reads tokens: JWT (RFC 7519) with HS256 and nothing else. Any thread. */
@SuppressWarnings("JavaUtilDate") // The library tells times with it.
final class Tokens {

    /** Bytes of the secret. */
    static final int SECRET_BYTES = 32;

    private static final int MAX_LENGTH = 2_048;
    private static final String FAMILY = "family";
    private static final String KIND = "typ";

    private final MACSigner signer;
    private final MACVerifier verifier;

    /** What a token is for. */
    enum Kind {
        ACCESS("access"),
        REFRESH("refresh");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** What a token says; times in milliseconds since 1970, whole seconds. */
    record Claims(Kind kind, Pid pid, String family, String id, long issuedAtMs, long expiresAtMs) {}

    /**
     * Makes the maker.
     *
     * @param secret 32 bytes; copied
     */
    Tokens(byte[] secret) {
        require(secret.length == SECRET_BYTES, "Tokens are signed with 32 secret bytes");
        try {
            this.signer = new MACSigner(secret.clone());
            this.verifier = new MACVerifier(secret.clone());
        } catch (KeyLengthException never) {
            throw new InvariantBroken("32 bytes are enough for HS256", never);
        } catch (JOSEException never) {
            throw new InvariantBroken("HS256 needs nothing but bytes", never);
        }
    }

    String make(Claims claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(claims.pid().text())
                        .jwtID(claims.id())
                        .issueTime(new Date(claims.issuedAtMs()))
                        .expirationTime(new Date(claims.expiresAtMs()))
                        .claim(FAMILY, claims.family())
                        .claim(KIND, claims.kind().word)
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException never) {
            throw new InvariantBroken("HS256 signs everything", never);
        }
        return token.serialize();
    }

    /** What a token of this kind says, if this hub made it; whether its time is over is not asked. */
    Optional<Claims> read(String token, Kind kind) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm()) || !parsed.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet said = parsed.getJWTClaimsSet();
            // Whatever this hub has signed has all of its claims.
            return kind.word.equals(said.getStringClaim(KIND))
                    ? Optional.of(new Claims(
                            kind,
                            Pid.parse(said.getSubject()),
                            said.getStringClaim(FAMILY),
                            said.getJWTID(),
                            said.getIssueTime().getTime(),
                            said.getExpirationTime().getTime()))
                    : Optional.empty();
        } catch (ParseException | JOSEException | MalformedIdentity | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
