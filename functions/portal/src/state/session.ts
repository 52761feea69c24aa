import type { Grant, SignInAnswer } from '../api/contract';
import { Observable } from './observable';

export interface Session {
  accessToken: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  subject: string;
  name: string;
  roles: Grant[];
}

const KEY = 'platform.session';

/** Who is signed in, for this browser tab only: kept in sessionStorage and gone with the tab. */
export class SessionStore {
  readonly current: Observable<Session | null>;
  /** True after the platform refused the token, until the next sign-in. */
  expired = false;
  private readonly storage: Storage;
  private readonly now: () => number;

  constructor(storage: Storage, now: () => number = Date.now) {
    this.storage = storage;
    this.now = now;
    this.current = new Observable(this.read());
  }

  get token(): string | null {
    return this.current.value?.accessToken ?? null;
  }

  signedIn(answer: SignInAnswer): void {
    const session: Session = {
      accessToken: answer.accessToken,
      expiresAt: this.now() + answer.expiresIn * 1000,
      subject: answer.subject,
      name: answer.name,
      roles: answer.roles,
    };
    this.expired = false;
    this.storage.setItem(KEY, JSON.stringify(session));
    this.current.set(session);
  }

  signOut(): void {
    this.end(false);
  }

  /** The platform does not accept the token any more. */
  expire(): void {
    this.end(true);
  }

  private end(expired: boolean): void {
    this.expired = expired;
    this.storage.removeItem(KEY);
    this.current.set(null);
  }

  private read(): Session | null {
    const text = this.storage.getItem(KEY);
    if (text === null) return null;
    const session = parse(text);
    if (session !== null && session.expiresAt > this.now()) return session;
    this.storage.removeItem(KEY);
    return null;
  }
}

function parse(text: string): Session | null {
  try {
    const value = JSON.parse(text) as Partial<Session> | null;
    const usable = typeof value?.accessToken === 'string' && typeof value.expiresAt === 'number' && Array.isArray(value.roles);
    return usable ? (value as Session) : null;
  } catch {
    return null;
  }
}
