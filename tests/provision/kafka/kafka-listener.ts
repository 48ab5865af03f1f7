/** A listener that takes clients by TLS and SASL alone, with a certificate of its own. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../must-run.ts";

export interface KafkaCredentials {
  readonly username: string;
  readonly password: string;
  /** PEM: the authority that a client has to trust. */
  readonly certificate: string;
}

export interface SecuredListener {
  readonly credentials: KafkaCredentials;
  /** For the broker's properties; its client listener is called CLIENT. */
  readonly properties: Readonly<Record<string, string>>;
  /** For the storage's formatting: users by SCRAM are stored in the cluster. */
  readonly formatArguments: readonly string[];
}

/** @param directory takes the key store */
export async function securedListener(directory: string): Promise<SecuredListener> {
  const username = "genesis";
  const password = randomBytes(12).toString("hex");
  const store = join(directory, "broker.p12");
  const pem = join(directory, "broker.pem");
  const keystore = ["-keystore", store, "-storepass", password, "-alias", "broker"];
  const names = ["-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1,dns:localhost"];
  const make = ["-genkeypair", ...keystore, "-storetype", "PKCS12", "-keyalg", "EC", ...names];
  await mustRun("keytool", make);
  await mustRun("keytool", ["-exportcert", "-rfc", ...keystore, "-file", pem]);
  const listener = "listener.name.client";
  return {
    credentials: { username, password, certificate: readFileSync(pem, "utf8") },
    properties: {
      // Everybody may everything where nothing is said of it; the broker itself comes without a name.
      "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
      "allow.everyone.if.no.acl.found": "true",
      "super.users": "User:ANONYMOUS",
      "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
      [`${listener}.plain.sasl.jaas.config`]: `org.apache.kafka.common.security.plain.PlainLoginModule required user_${username}="${password}";`,
      [`${listener}.scram-sha-256.sasl.jaas.config`]: scramModule,
      [`${listener}.scram-sha-512.sasl.jaas.config`]: scramModule,
      "ssl.keystore.location": store,
      "ssl.keystore.type": "PKCS12",
      "ssl.keystore.password": password,
    },
    formatArguments: ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap((mechanism) => [
      "--add-scram",
      `${mechanism}=[name=${username},password=${password}]`,
    ]),
  };
}

const scramModule = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
