/** How long a run may ask AWS in all. */
export class TimeLimit {
  private end: number | undefined;

  constructor(
    readonly milliseconds: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Lets the time begin, if it has not begun yet. */
  start(): void {
    this.end ??= this.now() + this.milliseconds;
  }

  /** What is left of it, in milliseconds; nothing or less where it is over, all of it where it has not begun. */
  left(): number {
    return this.end === undefined ? this.milliseconds : this.end - this.now();
  }
}
