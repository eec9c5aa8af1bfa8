package org.tallystick.sync;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.InvariantBroken;
import org.tallystick.identity.Sha256;

/**
 * Which certificate is taken for one address: one that an authority vouches for with the right name; or one that nobody knows,
 * whose key is the one that was seen at the first use. What an authority once vouched for is never taken without one again,
 * so that nobody can step in with a certificate of their own. Any thread.
 */
final class Certificates implements X509TrustManager, HostnameVerifier {

    private final HubAddress address;
    private final Pins pins;
    private final X509TrustManager authorities;
    private final HostnameVerifier names = new OkHttpClient().hostnameVerifier();

    Certificates(HubAddress address, Pins pins, X509TrustManager authorities) {
        this.address = address;
        this.pins = pins;
        this.authorities = authorities;
    }

    /** The authorities that this machine knows. */
    static X509TrustManager ofMachine() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager found) {
                    return found;
                }
            }
            throw new InvariantBroken("the platform knows no authorities for certificates");
        } catch (GeneralSecurityException impossible) {
            throw new InvariantBroken("the platform has no authorities for certificates", impossible);
        }
    }

    SSLSocketFactory sockets() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context.getSocketFactory();
        } catch (NoSuchAlgorithmException | KeyManagementException impossible) {
            throw new InvariantBroken("the platform has no TLS", impossible);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, keyExchange);
        } catch (CertificateException unknown) {
            Pin seen = pinOf(chain[0]);
            Optional<Pin> known = pins.find(address);
            if (known.isEmpty()) {
                pins.remember(address, seen);
            } else if (!known.get().equals(seen)) {
                throw new CertificateException(
                        "no authority vouches for it, and it is not the key seen before", unknown);
            }
        }
    }

    @Override
    public boolean verify(@Nullable String host, @Nullable SSLSession session) {
        if (host == null || session == null) {
            return false;
        }
        Optional<Pin> known = pins.find(address);
        if (known.filter(pin -> pin.equals(pinOf(session))).isPresent()) {
            return true;
        }
        boolean named = names.verify(host, session);
        if (named && known.isEmpty()) {
            pins.remember(address, new Pin.Authority());
        }
        return named;
    }

    private static @Nullable Pin pinOf(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own ? pinOf(own) : null;
        } catch (SSLPeerUnverifiedException nobody) {
            return null;
        }
    }

    private static Pin pinOf(X509Certificate certificate) {
        byte[] hash = Sha256.of(certificate.getPublicKey().getEncoded());
        return new Pin.Key(Base64.getEncoder().encodeToString(hash));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw new CertificateException("a wallet serves nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
